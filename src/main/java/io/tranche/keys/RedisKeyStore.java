package io.tranche.keys;

import static io.tranche.keys.RedisRun.bytes;

import io.tranche.config.RedisConfig;
import io.tranche.keys.PageForm.PageWord;
import io.tranche.progress.Listener;
import io.tranche.row.KeyBatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in Redis, shared by all processes of a run. Everything that must be one step is one script; batches travel as pages,
 * several scripts on the way at once. {@code pages.lua} says what the keys look like there.
 */
public final class RedisKeyStore implements KeyStore {
    private static final Duration LIFE = Duration.ofHours(6);

    /** Bounds the time for which one script holds up everybody else: some ten milliseconds. */
    private static final int PAGES_PER_CALL = 2048;

    private static final int BUCKETS = 1 << 16;
    private static final int BUCKETS_PER_CALL = 1024;

    private static final byte[] NO_ARGUMENT = {};

    private final RedisRun run;
    private final Map<KeySpace, Space> spaces = new ConcurrentHashMap<>();

    /** @param number what the space is called in Redis */
    private record Space(byte[] number, PageForm form, Map<String, Integer> references, java.util.Set<Set> indexed) {
        byte[] width() {
            return bytes(form.width());
        }
    }

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
        PagedKeys paged = of(space).form().pages(keys);
        ByteArrayOutputStream won = new ByteArrayOutputStream();
        for (Object answer : run.runOnce(Script.MARK, marks(space, "lease", bytes(unit), paged))) {
            won.writeBytes((byte[]) answer);
        }
        return paged.places(won.toByteArray());
    }

    @Override
    public void confirm(String unit) {
        run.run(Script.CONFIRM, bytes(unit));
    }

    @Override
    public void release(String unit) {
        long more = 1;
        while (more == 1) {
            more = (Long) run.run(Script.RELEASE, bytes(unit));
        }
    }

    @Override
    public void select(KeySpace space, KeyBatch keys) {
        mark(space, "select", NO_ARGUMENT, keys);
    }

    @Override
    public void want(String reference, KeySpace space, KeyBatch keys) {
        mark(space, "want", bytes(word(reference, space)), keys);
    }

    @Override
    public KeyBatch takeMissing(String reference, KeySpace space, int limit) {
        Space of = of(space);
        List<PageWord> pages = new ArrayList<>();
        int left = limit;
        boolean more = true;
        while (more && left > 0) {
            List<byte[]> call =
                    List.of(of.number(), of.width(), bytes(word(reference, space)), bytes(left), bytes(PAGES_PER_CALL));
            List<?> answer = (List<?>) run.runOnce(Script.TAKE, List.of(call)).get(0);
            more = (Long) answer.get(0) == 1;
            for (PageWord page : pages(answer.subList(1, answer.size()))) {
                pages.add(page);
                left -= Integer.bitCount(page.word());
            }
        }
        return of.form().keys(pages, limit - left);
    }

    @Override
    public long missing(String reference, KeySpace space) {
        return count(space, "m" + word(reference, space));
    }

    @Override
    public void unanswered(KeySpace space, KeyBatch keys) {
        mark(space, "unanswered", NO_ARGUMENT, keys);
    }

    @Override
    public long orphans(String reference, KeySpace space) {
        return count(space, "o" + word(reference, space));
    }

    @Override
    public long copied(KeySpace space) {
        return count(space, "copied");
    }

    @Override
    public long selected(KeySpace space) {
        return count(space, "selected");
    }

    @Override
    public KeyBatch scan(KeySpace space, Set set, KeyBatch after, int limit) {
        Space of = of(space);
        keepOrder(of, set);
        List<PageWord> found = new ArrayList<>();
        int count = 0;
        boolean more = true;
        byte[] from = {'-'};
        int firstWord = -1;
        if (after != null && !after.isEmpty()) {
            firstWord = of.form().behind(after, after.size() - 1);
            from = bound('[', of.form().field(after, after.size() - 1));
        }
        while (more && count < limit) {
            int pageLimit = Math.min(limit - count + 1, PAGES_PER_CALL);
            List<PageWord> pages = pages(
                    (List<?>) run.run(Script.SCAN, of.number(), of.width(), setWord(set), from, bytes(pageLimit)));
            for (PageWord page : pages) {
                int word =
                        java.util.Arrays.equals(bound('[', page.field()), from) ? page.word() & firstWord : page.word();
                found.add(new PageWord(page.field(), word));
                count += Integer.bitCount(word);
            }
            more = pages.size() == pageLimit;
            from = more ? bound('(', pages.get(pages.size() - 1).field()) : from;
        }
        return of.form().keys(found, Math.min(count, limit));
    }

    /** The owner removes all keys of the run; nobody else's. */
    @Override
    public void close() {
        run.close();
    }

    private void mark(KeySpace space, String what, byte[] argument, KeyBatch keys) {
        run.run(Script.MARK, marks(space, what, argument, of(space).form().pages(keys)));
    }

    private List<List<byte[]>> marks(KeySpace space, String what, byte[] argument, PagedKeys paged) {
        List<List<byte[]>> calls = new ArrayList<>();
        List<byte[]> call = null;
        int pages = PAGES_PER_CALL;
        for (PageGroup group : paged.groups()) {
            if (pages >= PAGES_PER_CALL) {
                call = new ArrayList<>(List.of(of(space).number(), of(space).width(), bytes(what), argument));
                calls.add(call);
                pages = 0;
            }
            call.add(group.bucket());
            call.add(bytes(group.size()));
            call.addAll(List.of(group.fields()));
            call.add(group.words());
            pages += group.size();
        }
        return calls;
    }

    private long count(KeySpace space, String counter) {
        return (Long) run.run(Script.COUNT, of(space).number(), bytes(counter));
    }

    private Space of(KeySpace space) {
        return spaces.computeIfAbsent(space, any -> {
            byte[] number = bytes(number("spaces", 1, space.kind() + " " + space.name()));
            return new Space(
                    number, PageForm.of(space.kind()), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        });
    }

    /** The word in a page's row that belongs to a reference. */
    private int word(String reference, KeySpace space) {
        Space of = of(space);
        String names = "references:" + new String(of.number(), java.nio.charset.StandardCharsets.UTF_8);
        return of.references().computeIfAbsent(reference, any -> (int) number(names, 5, reference));
    }

    private long number(String names, int first, String name) {
        return (Long) run.run(Script.NUMBER, bytes(names), bytes(first), bytes(name));
    }

    private void keepOrder(Space of, Set set) {
        if (of.indexed().contains(set)) {
            return;
        }
        for (int first = 0; first < BUCKETS; first += BUCKETS_PER_CALL) {
            run.run(
                    Script.INDEX,
                    of.number(),
                    of.width(),
                    setWord(set),
                    bytes(first),
                    bytes(first + BUCKETS_PER_CALL - 1));
        }
        of.indexed().add(set);
    }

    private static byte[] setWord(Set set) {
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
}
