package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in this process. Integers that are close together are in bitmaps; integers that are far apart, and texts, are in
 * memory as far as it goes and then in temporary files, which are gone with the process. Calls on different spaces do not wait
 * for each other.
 */
public final class InProcessKeyStore implements KeyStore {
    private final TemporaryFiles files;
    private final MemoryBudget budget;
    private final Spill spill;
    private final Map<KeySpace, KeysOfSpace> spaces = new ConcurrentHashMap<>();
    private final Map<String, java.util.Set<KeysOfSpace>> leased = new ConcurrentHashMap<>();

    /** With two fifths of this process's memory for keys that may leave it, and the system's folder for temporary files. */
    public InProcessKeyStore() {
        this(Runtime.getRuntime().maxMemory() / 5 * 2, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * @param budget how many bytes text keys and what finds keys in files may take
     * @param folder where temporary files are made
     */
    public InProcessKeyStore(long budget, Path folder) {
        this(new TemporaryFiles(folder), new MemoryBudget(budget));
    }

    private InProcessKeyStore(TemporaryFiles files, MemoryBudget budget) {
        this(budget, Spill.of(files, budget, Runtime.getRuntime().maxMemory()));
    }

    InProcessKeyStore(MemoryBudget budget, Spill spill) {
        this.budget = budget;
        this.spill = spill;
        this.files = spill.files();
    }

    @Override
    public BitSet lease(String unit, KeySpace space, KeyBatch keys) {
        KeysOfSpace of = of(space);
        leased.computeIfAbsent(unit, any -> ConcurrentHashMap.newKeySet()).add(of);
        return of.lease(unit, keys);
    }

    @Override
    public void confirm(String unit) {
        java.util.Set<KeysOfSpace> touched = leased.remove(unit);
        if (touched != null) {
            touched.forEach(of -> of.confirm(unit));
        }
    }

    @Override
    public void release(String unit) {
        java.util.Set<KeysOfSpace> touched = leased.remove(unit);
        if (touched != null) {
            touched.forEach(of -> of.release(unit));
        }
    }

    @Override
    public void select(KeySpace space, KeyBatch keys) {
        of(space).select(keys);
    }

    @Override
    public void want(String reference, KeySpace space, KeyBatch keys) {
        of(space).want(reference, keys);
    }

    @Override
    public KeyBatch takeMissing(String reference, KeySpace space, int limit) {
        return of(space).takeMissing(reference, limit);
    }

    @Override
    public long missing(String reference, KeySpace space) {
        return of(space).missing(reference);
    }

    @Override
    public void unanswered(KeySpace space, KeyBatch keys) {
        of(space).unanswered(keys);
    }

    @Override
    public long orphans(String reference, KeySpace space) {
        return of(space).orphans(reference);
    }

    @Override
    public long copied(KeySpace space) {
        return of(space).copied();
    }

    @Override
    public long selected(KeySpace space) {
        return of(space).selected();
    }

    @Override
    public KeyBatch scan(KeySpace space, Set set, KeyBatch after, int limit) {
        return of(space).scan(set, after, limit);
    }

    /** Forgets all keys, and deletes the temporary files. */
    @Override
    public void close() {
        spaces.clear();
        leased.clear();
        files.close();
    }

    private KeysOfSpace of(KeySpace space) {
        return spaces.computeIfAbsent(space, any -> new KeysOfSpace(handles(space.kind()), files));
    }

    private Handles handles(KeySpace.Kind kind) {
        return switch (kind) {
            case INTEGER -> new IntegerHandles(spill);
            case TEXT -> new TextHandles(budget, files);
        };
    }
}
