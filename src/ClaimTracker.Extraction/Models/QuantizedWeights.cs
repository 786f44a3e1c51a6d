using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaimTracker.Extraction;

/// <summary>Learned weights in a table: the row is named by the hash of a feature, each column is a class. A weight is one signed byte that
/// stands for its square with its sign, so small weights stay fine; sums are whole numbers, the same on every machine.</summary>
internal sealed class QuantizedWeights
{
    // Tables this wide keep only rows that are not empty: most features that occur were never learned, and need no sum at all.
    private const int Wide = 16;

    private readonly short[] narrow;
    private readonly short[] wide;
    private readonly int[] starts;
    private readonly long scale;

    private QuantizedWeights(int bits, int columns, long scale, short[] narrow, short[] wide, int[] starts)
    {
        Bits = bits;
        Columns = columns;
        this.scale = scale;
        this.narrow = narrow;
        this.wide = wide;
        this.starts = starts;
    }

    public int Bits { get; }

    public int Columns { get; }

    /// <summary>The weight of a feature in a table of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(ulong feature) => narrow[FeatureHash.Row(feature, Bits)];

    /// <summary>Adds the weights of a feature to the sums of all classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, ulong feature)
    {
        var at = FeatureHash.Row(feature, Bits);
        if (Columns >= Wide)
        {
            if (starts[at] is var start and >= 0)
                AddWide(sums, wide.AsSpan(start, Columns));
            return;
        }
        if (Columns == 4)
        {
            ref var total = ref MemoryMarshal.GetReference(sums[..4]);
            (Vector128.LoadUnsafe(ref total) + Four(at)).StoreUnsafe(ref total);
            return;
        }
        var row = narrow.AsSpan(at * Columns, Columns);
        for (var i = 0; i < row.Length; i++)
            sums[i] += row[i];
    }

    /// <summary>The same for features of 32 bits that are mixed already, in a narrow table or a wide one.</summary>
    public void AddTo(Span<int> sums, ReadOnlySpan<uint> features)
    {
        var shift = 32 - Bits;
        if (Columns == 4)
            AddFours(sums, features, shift);
        else if (Columns < Wide)
            foreach (var feature in features)
            {
                var row = narrow.AsSpan((int)(feature >> shift) * Columns, Columns);
                for (var i = 0; i < row.Length; i++)
                    sums[i] += row[i];
            }
        else
            foreach (var feature in features)
                if (starts[feature >> shift] is var start and >= 0)
                    AddWide(sums, wide.AsSpan(start, Columns));
    }

    private void AddFours(Span<int> sums, ReadOnlySpan<uint> features, int shift)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums[..4]);
        var total = Vector128.LoadUnsafe(ref sum);
        foreach (var feature in features)
            total += Four((int)(feature >> shift));
        total.StoreUnsafe(ref sum);
    }

    // A row of four; the number of bits keeps it inside the table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Four(int row) =>
        Vector128.WidenLower(
            Vector64.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(narrow), (nuint)row * 4).ToVector128()
        );

    // What a byte stands for.
    private static short Square(sbyte size) => (short)(size * Math.Abs((int)size));

    // Whole numbers give one sum whatever the width of the vectors.
    private static void AddWide(Span<int> sums, ReadOnlySpan<short> row)
    {
        ref var weight = ref MemoryMarshal.GetReference(row);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint k = 0; k < (nuint)row.Length; k += (nuint)Vector256<short>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref weight, k));
            (Vector256.LoadUnsafe(ref sum, k) + low).StoreUnsafe(ref sum, k);
            (Vector256.LoadUnsafe(ref sum, k + 8) + high).StoreUnsafe(ref sum, k + 8);
        }
    }

    /// <summary>A sum of weights as a natural logarithm in units of <see cref="LogSpace.One"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ToLog(int sum) => (int)((sum * scale) >> 24);

    /// <summary>Reads a table; see <see cref="Write"/>.</summary>
    public static QuantizedWeights Read(BinaryReader reader)
    {
        var bits = reader.ReadByte();
        var columns = reader.Read7BitEncodedInt();
        var scale = reader.ReadInt64();
        var count = reader.Read7BitEncodedInt();
        var places = new int[count];
        var place = -1;
        for (var i = 0; i < count; i++)
            places[i] = place += reader.Read7BitEncodedInt() + 1;
        var values = reader.ReadBytes(count);
        if (columns < Wide)
        {
            var narrow = new short[columns << bits];
            for (var i = 0; i < count; i++)
                narrow[places[i]] = Square((sbyte)values[i]);
            return new QuantizedWeights(bits, columns, scale, narrow, [], []);
        }
        var starts = new int[1 << bits];
        Array.Fill(starts, -1);
        var rows = 0;
        foreach (var filled in places)
            if (starts[filled / columns] < 0)
                starts[filled / columns] = columns * rows++;
        var wide = new short[rows * columns];
        for (var i = 0; i < count; i++)
            wide[starts[places[i] / columns] + places[i] % columns] = Square((sbyte)values[i]);
        return new QuantizedWeights(bits, columns, scale, [], wide, starts);
    }

    /// <summary>Rounds weights to bytes and writes those that are not nought: first the gaps between them, column by column within a row,
    /// then the bytes.</summary>
    /// <param name="weights">Row after row.</param>
    /// <param name="least">Weights nearer to nought than this are left out.</param>
    public static void Write(BinaryWriter writer, ReadOnlySpan<float> weights, int bits, int columns, float least)
    {
        var most = 1e-6f;
        foreach (var weight in weights)
            most = Math.Max(most, Math.Abs(weight));
        writer.Write((byte)bits);
        writer.Write7BitEncodedInt(columns);
        writer.Write((long)Math.Round((double)most / (127 * 127) * LogSpace.One * (1 << 24)));
        var places = new List<int>();
        var values = new List<byte>();
        for (var i = 0; i < weights.Length; i++)
        {
            var size = (int)Math.Round(Math.Sqrt(Math.Abs(weights[i]) / most) * 127);
            if (size == 0 || Math.Abs(weights[i]) < least)
                continue;
            places.Add(i);
            values.Add((byte)(sbyte)(weights[i] < 0 ? -size : size));
        }
        writer.Write7BitEncodedInt(places.Count);
        var before = -1;
        foreach (var place in places)
        {
            writer.Write7BitEncodedInt(place - before - 1);
            before = place;
        }
        writer.Write([.. values]);
    }

    /// <summary>Opens a file of weights that is compiled into the library; null where the language has none.</summary>
    public static BinaryReader? Open(string folder, string name) =>
        typeof(QuantizedWeights).Assembly.GetManifestResourceStream($"{folder}/{name}") is { } stream
            ? new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress))
            : null;
}
