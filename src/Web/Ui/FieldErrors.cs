using Guichet.Domain;
using Guichet.Web.Texts;

namespace Guichet.Web.Ui;

/// <summary>The refusals of a submit, by the field that they stand next to; what belongs to no field stands on the page.</summary>
public sealed class FieldErrors
{
    private readonly List<(string? Field, string Sentence)> _errors = [];

    public bool Any => _errors.Count > 0;
    public IEnumerable<(string? Field, string Sentence)> All => _errors;
    public string? Of(string field) => _errors.FirstOrDefault(e => e.Field == field).Sentence;

    /// <summary>What only this form knows, for example that a field was left empty.</summary>
    public void Add(string field, string sentence) => _errors.Add((field, sentence));

    public void Add(Refusal refusal, Sentences sentences) => _errors.Add((refusal.Field, sentences.Of(refusal)));

    /// <summary>The status that the page answers with: that of the first refusal.</summary>
    public int AddAll(IReadOnlyList<Refusal> refusals, Sentences sentences)
    {
        foreach (var refusal in refusals)
        {
            Add(refusal, sentences);
        }

        return refusals[0].HttpStatus;
    }
}
