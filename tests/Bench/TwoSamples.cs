using System.Globalization;

namespace Guichet.Bench;

/// <summary>Whether two rows of times could be of one kind: the gap of their medians, how often chance alone gives as much, and between what bounds the true gap lies.</summary>
internal sealed class TwoSamples
{
    private const int Rounds = 2_000;

    /// <param name="first">Milliseconds.</param>
    /// <param name="second">Milliseconds, taken in turn with the first.</param>
    public TwoSamples(IReadOnlyList<double> first, IReadOnlyList<double> second, Random chance)
    {
        (First, Second) = (Median(first), Median(second));
        (ByChance, (Low, High)) = (Permutation(first, second, chance), Bootstrap(first, second, chance));
    }

    /// <summary>Medians.</summary>
    public double First { get; }
    public double Second { get; }

    /// <summary>Two-sided p of a permutation test: how often medians of the same times, dealt out by chance, lie as far apart or further.</summary>
    public double ByChance { get; }

    /// <summary>Bounds of the gap (first less second) in 95 of 100 resamplings.</summary>
    public double Low { get; }
    public double High { get; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"gap {First - Second:+0.00;-0.00} ms (95 %: {Low:+0.00;-0.00} to {High:+0.00;-0.00} ms); by chance as far apart or further: p = {ByChance:0.000}");

    private static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private double Permutation(IReadOnlyList<double> first, IReadOnlyList<double> second, Random chance)
    {
        var gap = Math.Abs(First - Second);
        double[] all = [.. first, .. second];
        var further = 0;
        for (var i = 0; i < Rounds; i++)
        {
            chance.Shuffle(all);
            further += Math.Abs(Median(all.Take(first.Count)) - Median(all.Skip(first.Count))) >= gap ? 1 : 0;
        }

        return (further + 1.0) / (Rounds + 1); // what was seen is one of the ways
    }

    private static (double Low, double High) Bootstrap(IReadOnlyList<double> first, IReadOnlyList<double> second, Random chance)
    {
        var gaps = Enumerable.Range(0, Rounds).Select(_ => Median(Again(first)) - Median(Again(second))).Order().ToList();
        return (gaps[Rounds / 40], gaps[Rounds - 1 - (Rounds / 40)]);

        IEnumerable<double> Again(IReadOnlyList<double> times) => Enumerable.Range(0, times.Count).Select(_ => times[chance.Next(times.Count)]);
    }
}
