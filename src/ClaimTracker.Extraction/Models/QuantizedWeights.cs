using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaimTracker.Extraction;

/// <summary>Learned weights in a table: the row is named by the hash of a feature, each column is a class. A weight is one signed byte that
/// stands for its square with its sign, so small weights stay fine; sums are whole numbers, the same on every machine.</summary>
internal sealed class QuantizedWeights
{
    // The square of a byte, signed: what the bytes stand for.
    private static readonly short[] Squares =
    [
        .. Enumerable.Range(0, 256).Select(b => (short)((sbyte)b * Math.Abs((int)(sbyte)b))),
    ];

    private readonly short[] cells;

    private readonly long scale;

    private QuantizedWeights(int bits, int columns, long scale, short[] cells)
    {
        Bits = bits;
        Columns = columns;
        this.scale = scale;
        this.cells = cells;
    }

    public int Bits { get; }

    public int Columns { get; }

    /// <summary>The weights of a row, one for each class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<short> Row(int row) => cells.AsSpan(row * Columns, Columns);

    /// <summary>The weight of a feature in a table of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(ulong feature) => cells[FeatureHash.Row(feature, Bits)];

    /// <summary>Adds the weights of a feature to the sums of all classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, ulong feature)
    {
        var row = Row(FeatureHash.Row(feature, Bits));
        for (var i = 0; i < row.Length; i++)
            sums[i] += row[i];
    }

    /// <summary>The same for a feature of 32 bits that are mixed already. Whole numbers give one sum whatever the width of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(Span<int> sums, uint feature)
    {
        ref var row = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(cells),
            (nint)(feature >> (32 - Bits)) * Columns
        );
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var k = 0;
        for (; k + Vector256<short>.Count <= Columns; k += Vector256<short>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref row, (nuint)k));
            (Vector256.LoadUnsafe(ref sum, (nuint)k) + low).StoreUnsafe(ref sum, (nuint)k);
            (Vector256.LoadUnsafe(ref sum, (nuint)k + 8) + high).StoreUnsafe(ref sum, (nuint)k + 8);
        }
        for (; k < Columns; k++)
            Unsafe.Add(ref sum, k) += Unsafe.Add(ref row, k);
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
        var cells = new short[columns << bits];
        var count = reader.Read7BitEncodedInt();
        var places = new int[count];
        var place = -1;
        for (var i = 0; i < count; i++)
            places[i] = place += reader.Read7BitEncodedInt() + 1;
        var values = reader.ReadBytes(count);
        for (var i = 0; i < count; i++)
            cells[places[i]] = Squares[values[i]];
        return new QuantizedWeights(bits, columns, scale, cells);
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
