namespace Guichet.Domain.Merchants.Profiles;

/// <summary>«Mes données mises en ligne» as typed: nothing of it is changed, so that an error loses nothing.</summary>
public sealed record ProfileForm
{
    /// <summary>Most activities of one profile: who does everything is found under nothing.</summary>
    public const int MaxActivities = 3;

    public const int MaxDescription = 600;
    public const int MaxOpening = 280;

    public bool IsPublished { get; init; }
    public string? Name { get; init; }

    /// <summary>Names of <see cref="Activity"/>.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    public string? Description { get; init; }
    public string? Street { get; init; }
    public string? Postcode { get; init; }
    public string? Town { get; init; }
    public string? Phone { get; init; }
    public string? WebAddress { get; init; }
    public string? Opening { get; init; }
    public string? Accepted { get; init; }
    public string? Accessibility { get; init; }

    /// <summary>The profile, or every refusal of it, each beside its field: text_missing, text_invalid, activities_out_of_range, postcode_invalid, phone_invalid, web_address_invalid.</summary>
    public (ProfileFacts? Facts, IReadOnlyList<Refusal> Refusals) Check()
    {
        List<Refusal> refusals = [];
        var facts = new ProfileFacts(
            IsPublished,
            Required(Name, "name"),
            ReadActivities(),
            Lines(Description, MaxDescription, "description"),
            Text(Street, Texts.MaxFreeText, "street"),
            Required(Postcode, "postcode") is { Length: > 0 } postcode ? Take(Profiles.Postcode.Parse(postcode)) ?? "" : "",
            Required(Town, "town"),
            string.IsNullOrWhiteSpace(Phone) ? null : Take(PhoneNumber.Parse(Phone)),
            string.IsNullOrWhiteSpace(WebAddress) ? null : Take(Profiles.WebAddress.Parse(WebAddress)),
            Lines(Opening, MaxOpening, "opening"),
            Text(Accepted, MaxOpening, "accepted"),
            Text(Accessibility, MaxOpening, "accessibility"));
        return refusals.Count == 0 ? (facts, []) : (null, refusals);

        string Required(string? typed, string field)
        {
            var text = Text(typed, Texts.MaxFreeText, field);
            if (string.IsNullOrWhiteSpace(typed))
            {
                refusals.Add(new Refusal(RefusalCode.TextMissing) { Field = field });
            }

            return text ?? "";
        }

        string? Text(string? typed, int maxLength, string field)
        {
            var text = Texts.Normalize(typed?.ReplaceLineEndings(" "), maxLength);
            if (text is null)
            {
                refusals.Add(new Refusal(RefusalCode.TextInvalid, maxLength) { Field = field });
            }

            return text is { Length: > 0 } ? text : null;
        }

        // Lines as they were typed, without empty ones: hours stand under each other. A line end counts as a space.
        string? Lines(string? typed, int maxLength, string field)
        {
            if (Text(typed, maxLength, field) is null)
            {
                return null;
            }

            return string.Join('\n', typed!.ReplaceLineEndings("\n").Split('\n').Select(line => Texts.Normalize(line, maxLength)).Where(line => !string.IsNullOrEmpty(line)));
        }

        T? Take<T>(Result<T> parsed) where T : class
        {
            if (parsed.TryGet(out var value, out var refusal))
            {
                return value;
            }

            refusals.Add(refusal);
            return null;
        }

        Activity[] ReadActivities()
        {
            Activity?[] chosen = [.. Activities.Distinct(StringComparer.Ordinal).Take(MaxActivities + 1).Select(Merchants.Activities.Of)];
            if (chosen.Length is 0 or > MaxActivities || chosen.Contains(null))
            {
                refusals.Add(new Refusal(RefusalCode.ActivitiesOutOfRange, MaxActivities));
            }

            return [.. chosen.OfType<Activity>().Order()];
        }
    }
}

/// <summary>What customers read of a point of sale, checked and in normal forms; null for what its merchant leaves out.</summary>
/// <param name="Activities">1 to <see cref="ProfileForm.MaxActivities"/>, each once.</param>
/// <param name="Postcode">5 digits.</param>
/// <param name="Phone">As <see cref="PhoneNumber"/> gives it.</param>
/// <param name="WebAddress">As <see cref="Profiles.WebAddress"/> gives it.</param>
/// <param name="Opening">When it is open, in the merchant's words.</param>
/// <param name="Accepted">What can be paid with vouchers there, in the merchant's words.</param>
public sealed record ProfileFacts(
    bool IsPublished, string Name, IReadOnlyList<Activity> Activities, string? Description, string? Street, string Postcode, string Town, string? Phone,
    string? WebAddress, string? Opening, string? Accepted, string? Accessibility);
