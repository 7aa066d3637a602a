package io.tranche.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestCountsTest {
    @Test
    void takesAwayOnlyWhatIsThereAndOnlyAsOften() {
        DigestCounts counts = new DigestCounts();
        Digest twice = new Digest(1, 2);
        counts.add(twice);
        counts.add(twice);
        counts.add(new Digest(0, 0));

        counts.remove(new Digest(1, 3));
        assertEquals(3, counts.remaining());
        counts.remove(twice);
        assertEquals(2, counts.remaining());
        counts.remove(twice);
        counts.remove(twice);
        assertEquals(1, counts.remaining());
        counts.add(twice);
        assertEquals(2, counts.remaining());
    }

    @Test
    void agreesWithAMapWhileItGrowsAndDigestsCollide() {
        DigestCounts counts = new DigestCounts();
        Map<Digest, Integer> expected = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            Digest digest = new Digest(random.nextInt(20_000) * 4_096L, random.nextInt(2));
            if (random.nextInt(3) > 0) {
                counts.add(digest);
                expected.merge(digest, 1, Integer::sum);
            } else {
                counts.remove(digest);
                expected.computeIfPresent(digest, (key, count) -> count == 1 ? null : count - 1);
            }
        }

        assertEquals(expected.values().stream().mapToLong(Integer::longValue).sum(), counts.remaining());
    }
}
