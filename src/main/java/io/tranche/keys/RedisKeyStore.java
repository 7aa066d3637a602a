package io.tranche.keys;

import static io.tranche.keys.RedisRun.bytes;

import io.tranche.config.RedisConfig;
import io.tranche.keys.PageForm.PageWord;
import io.tranche.progress.Listener;
import io.tranche.row.KeyBatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in Redis, shared by all processes of a run. Everything that must be one step is one script; batches travel as pages,
 * several scripts on the way at once. {@code pages.lua} says what the keys look like there.
 */
public final class RedisKeyStore implements KeyStore {
    private static final Duration LIFE = Duration.ofHours(6);
    private static final byte[] NO_ARGUMENT = {};

    /** In ZRANGEBYLEX's words. */
    private static final byte[] LOWEST = {'-'};

    private final RedisRun run;
    private final Map<KeySpace, RedisSpace> spaces = new ConcurrentHashMap<>();

    /**
     * Joins or begins a run. What a killed run of the same name left behind is removed by its next owner.
     *
     * @param id the run; any characters
     * @throws io.tranche.error.Refusal if Redis cannot be reached or may throw keys away; nothing has been written then
     */
    public RedisKeyStore(RedisConfig redis, String id, Role role, Listener listener) {
        this(redis, id, role, LIFE, listener);
    }

    RedisKeyStore(RedisConfig redis, String id, Role role, Duration life, Listener listener) {
        run = new RedisRun(redis, id, role, life, listener);
    }

    @Override
    public BitSet lease(String unit, KeySpace space, KeyBatch keys) {
        RedisSpace of = of(space);
        PagedKeys paged = of.form().pages(keys);
        ByteArrayOutputStream won = new ByteArrayOutputStream();
        for (Object answer : run.runOnce(Script.MARK, of.marks("lease", bytes(unit), paged))) {
            won.writeBytes((byte[]) answer);
        }
        of.marked(paged);
        return paged.places(won.toByteArray());
    }

    @Override
    public void confirm(String unit) {
        run.run(Script.CONFIRM, List.of(List.of(bytes(unit))));
    }

    @Override
    public void release(String unit) {
        List<List<byte[]>> request = List.of(List.of(bytes(unit)));
        boolean more = true;
        while (more) {
            more = (Long) run.run(Script.RELEASE, request).get(0) == 1;
        }
    }

    @Override
    public void select(KeySpace space, KeyBatch keys) {
        of(space).mark("select", NO_ARGUMENT, keys);
    }

    @Override
    public void want(String reference, KeySpace space, KeyBatch keys) {
        of(space).want(reference, keys);
    }

    @Override
    public KeyBatch takeMissing(String reference, KeySpace space, int limit) {
        RedisSpace of = of(space);
        byte[] word = bytes(of.word(reference));
        List<PageWord> taken = new ArrayList<>();
        int left = limit;
        boolean more = true;
        while (more && left > 0) {
            List<byte[]> request = of.request(word, bytes(left), bytes(RedisSpace.PAGES_PER_CALL));
            List<?> answer =
                    (List<?>) run.runOnce(Script.TAKE, List.of(request)).get(0);
            more = (Long) answer.get(0) == 1;
            List<PageWord> pages = pages(answer.subList(1, answer.size()));
            left -= keysOf(pages);
            taken.addAll(pages);
        }
        return of.form().keys(taken, limit - left);
    }

    @Override
    public long missing(String reference, KeySpace space) {
        RedisSpace of = of(space);
        return of.count("m" + of.word(reference));
    }

    @Override
    public void unanswered(KeySpace space, KeyBatch keys) {
        of(space).mark("unanswered", NO_ARGUMENT, keys);
    }

    @Override
    public long orphans(String reference, KeySpace space) {
        RedisSpace of = of(space);
        return of.count("o" + of.word(reference));
    }

    @Override
    public long copied(KeySpace space) {
        return of(space).count("copied");
    }

    @Override
    public long selected(KeySpace space) {
        return of(space).count("selected");
    }

    @Override
    public KeyBatch scan(KeySpace space, Set set, KeyBatch after, int limit) {
        RedisSpace of = of(space);
        of.keepOrder(set, word(set));
        List<PageWord> found = new ArrayList<>();
        byte[] from = LOWEST;
        if (after != null && !after.isEmpty()) {
            int last = after.size() - 1;
            byte[] field = of.form().field(after, last);
            int behind = of.form().behind(after, last);
            page(of, set, field).ifPresent(page -> found.add(new PageWord(field, page.word() & behind)));
            from = bound('(', field);
        }
        boolean more = true;
        while (more && keysOf(found) < limit) {
            int pageLimit = Math.min(limit - keysOf(found), RedisSpace.PAGES_PER_CALL);
            List<PageWord> pages = pages(of, set, from, pageLimit);
            found.addAll(pages);
            more = pages.size() == pageLimit;
            from = more ? bound('(', pages.get(pages.size() - 1).field()) : from;
        }
        return of.form().keys(found, Math.min(keysOf(found), limit));
    }

    /** The owner removes all keys of the run; nobody else's. */
    @Override
    public void close() {
        run.close();
    }

    private RedisSpace of(KeySpace space) {
        return spaces.computeIfAbsent(space, any -> new RedisSpace(run, space));
    }

    private Optional<PageWord> page(RedisSpace of, Set set, byte[] field) {
        return pages(of, set, bound('[', field), 1).stream()
                .filter(page -> Arrays.equals(page.field(), field))
                .findFirst();
    }

    private List<PageWord> pages(RedisSpace of, Set set, byte[] from, int limit) {
        List<byte[]> request = of.request(word(set), from, bytes(limit));
        return pages((List<?>) run.run(Script.SCAN, List.of(request)).get(0));
    }

    /** The word of a page's row that says which of its keys are in the set. */
    private static byte[] word(Set set) {
        return switch (set) {
            case COPIED -> bytes(1);
            case SELECTED -> bytes(2);
        };
    }

    private static byte[] bound(char kind, byte[] field) {
        byte[] bound = new byte[field.length + 1];
        bound[0] = (byte) kind;
        System.arraycopy(field, 0, bound, 1, field.length);
        return bound;
    }

    private static List<PageWord> pages(List<?> answer) {
        List<PageWord> pages = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 2) {
            pages.add(new PageWord((byte[]) answer.get(i), ((Long) answer.get(i + 1)).intValue()));
        }
        return pages;
    }

    private static int keysOf(List<PageWord> pages) {
        return pages.stream().mapToInt(page -> Integer.bitCount(page.word())).sum();
    }
}
