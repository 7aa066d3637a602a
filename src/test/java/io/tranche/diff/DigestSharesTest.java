package io.tranche.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestSharesTest {
    private final List<MemoryPile> piles = new ArrayList<>();

    private static final class MemoryPile implements Scratch.Pile {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean open = true;

        @Override
        public void append(byte[] more) {
            bytes.writeBytes(more);
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private Scratch scratch(int mostBytes) {
        return new Scratch(mostBytes, () -> {
            MemoryPile pile = new MemoryPile();
            piles.add(pile);
            return pile;
        });
    }

    @Test
    void givesBackEachDigestAsOftenAsItCameWhateverMemoryHolds() {
        for (int most : List.of(1, 500, 100_000, 10_000_000)) {
            DigestShares shares = new DigestShares(scratch(most));
            DigestCounts expected = new DigestCounts();
            Random random = new Random(most);
            for (int share = 0; share < 20; share++) {
                DigestCounts counts = new DigestCounts();
                for (int i = random.nextInt(700); i > 0; i--) {
                    Digest digest = new Digest(random.nextInt(500), share);
                    counts.add(digest);
                    expected.add(digest);
                }
                shares.add(counts);
            }
            assertEquals(expected.remaining(), shares.remaining());
            for (int time = 0; time < 2; time++) {
                DigestCounts left = expected.copy();
                shares.forEach(part -> part.forEach(digest -> assertTrue(left.remove(digest))));
                assertEquals(0, left.remaining(), "with " + most + " bytes");
            }
            assertEquals(most < 10_000_000, !piles.isEmpty(), "with " + most + " bytes");
            shares.close();
            assertTrue(piles.stream().noneMatch(pile -> pile.open));
            piles.clear();
        }
    }
}
