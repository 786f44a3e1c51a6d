namespace ClaimTracker.Extraction;

/// <summary>What the dictionaries know of word forms, as bits, found by a hash of 24 bits: one form in forty that is in no dictionary passes for
/// another, which models learn to live with, and half a million forms take half a megabyte.</summary>
internal sealed class FormClasses
{
    /// <summary>A proper name of a man or what is masculine; of a woman or what is feminine.</summary>
    public const uint Masculine = 1 << 16;

    public const uint Feminine = 1 << 17;

    public const uint AnyGender = Masculine | Feminine;

    private const int HashBits = 24;

    private static readonly Comparer<(uint Hash, uint Classes)> ByHash = Comparer<(uint Hash, uint Classes)>.Create(
        (a, b) => a.Hash.CompareTo(b.Hash)
    );

    private readonly uint[] buckets;
    private readonly uint[] classesOf;
    private readonly int[] startOf;

    private FormClasses(uint[] hashes, uint[] classes)
    {
        buckets = hashes;
        classesOf = classes;
        // One start for each of the topmost 16 bits, so that a look-up reads a handful of neighbours.
        startOf = new int[(1 << 16) + 1];
        var next = 0;
        for (var top = 0; top <= 1 << 16; top++)
        {
            while (next < hashes.Length && hashes[next] >> (HashBits - 16) < top)
                next++;
            startOf[top] = next;
        }
    }

    /// <summary>The classes of a form by the hash of its letters; 0 where no dictionary has it.</summary>
    public uint Of(ulong form)
    {
        var hash = (uint)FeatureHash.Row(form, HashBits);
        var top = hash >> (HashBits - 16);
        for (var i = startOf[top]; i < startOf[top + 1]; i++)
            if (buckets[i] == hash)
                return classesOf[i];
        return 0;
    }

    public static FormClasses Read(BinaryReader reader)
    {
        var sets = new uint[reader.Read7BitEncodedInt()];
        for (var i = 0; i < sets.Length; i++)
            sets[i] = reader.ReadUInt32();
        var hashes = new uint[reader.Read7BitEncodedInt()];
        var hash = 0u;
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = hash += (uint)reader.Read7BitEncodedInt();
        var classes = new uint[hashes.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = sets[reader.Read7BitEncodedInt()];
        return new FormClasses(hashes, classes);
    }

    /// <summary>Writes forms in the order of their hashes: the gaps, then the number of each one's set of classes, the commonest first.</summary>
    public static void Write(BinaryWriter writer, IReadOnlyDictionary<ulong, uint> classesByForm)
    {
        var byHash = new Dictionary<uint, uint>();
        foreach (var (form, classes) in classesByForm)
        {
            var hash = (uint)FeatureHash.Row(form, HashBits);
            byHash[hash] = byHash.GetValueOrDefault(hash) | classes;
        }
        var entries = byHash.Select(e => (Hash: e.Key, Classes: e.Value)).Order(ByHash).ToArray();
        var sets = entries
            .GroupBy(e => e.Classes)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Select(g => g.Key)
            .ToArray();
        var number = sets.Select((set, i) => (set, i)).ToDictionary(e => e.set, e => e.i);
        writer.Write7BitEncodedInt(sets.Length);
        foreach (var set in sets)
            writer.Write(set);
        writer.Write7BitEncodedInt(entries.Length);
        var before = 0u;
        foreach (var (hash, _) in entries)
        {
            writer.Write7BitEncodedInt((int)(hash - before));
            before = hash;
        }
        foreach (var (_, classes) in entries)
            writer.Write7BitEncodedInt(number[classes]);
    }
}
