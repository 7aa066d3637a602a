package io.tranche.diff;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Digests, as often as they occur, any number of them. They come in shares that have no digest in common; what memory is not to
 * hold goes to a {@link Scratch}, and comes back a share at a time. Not thread-safe.
 */
final class DigestShares implements AutoCloseable {
    private final Scratch scratch;
    private final List<Scratch.Pile> piles = new ArrayList<>();
    private DigestCounts held = new DigestCounts();
    private long remaining;

    DigestShares(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Adds what remains in a share. */
    void add(DigestCounts share) {
        remaining += share.remaining();
        if (held.remaining() > 0 && held.bytesWith(share) > scratch.mostBytes()) {
            spill();
        }
        held.addAll(share);
        if (held.remaining() > 0 && held.bytesWith(new DigestCounts()) > scratch.mostBytes()) {
            spill();
        }
    }

    private void spill() {
        Scratch.Pile pile = scratch.place().pile();
        piles.add(pile);
        held.write(pile::append);
        held = new DigestCounts();
    }

    /** Occurrences. */
    long remaining() {
        return remaining;
    }

    /** Hands out all that remains, in parts, each of which belongs to the action. */
    void forEach(Consumer<DigestCounts> action) {
        for (Scratch.Pile pile : piles) {
            try (DataInputStream in = new DataInputStream(pile.read())) {
                action.accept(DigestCounts.read(in));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read back digests of rows", e);
            }
        }
        if (held.remaining() > 0) {
            action.accept(held.copy());
        }
    }

    @Override
    public void close() {
        piles.forEach(Scratch.Pile::close);
    }
}
