package io.tranche.keys;

import static io.tranche.keys.RedisRun.bytes;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What this process knows of one space in Redis, and how it writes requests. Thread-safe. */
final class RedisSpace {
    /** Bounds the time for which one script holds up everybody else: some ten milliseconds. */
    static final int PAGES_PER_CALL = 2048;

    private final RedisRun run;
    private final byte[] number;
    private final PageForm form;
    private final Map<String, Integer> references = new ConcurrentHashMap<>();
    private final Set<KeyStore.Set> inOrder = ConcurrentHashMap.newKeySet();

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /** Buckets that are there and have been given a life: writing to them need not do so again. */
    private final BitSet alive = new BitSet(Buckets.COUNT);

    RedisSpace(RedisRun run, KeySpace space) {
        this.run = run;
        this.number = bytes(number("spaces", 1, space.kind() + " " + space.name()));
        this.form = PageForm.of(space.kind());
    }

    PageForm form() {
        return form;
    }

    /** The beginning of every request: which space, how many bytes a word has. */
    List<byte[]> request(byte[]... rest) {
        List<byte[]> request = new ArrayList<>(List.of(number, bytes(form.width())));
        request.addAll(List.of(rest));
        return request;
    }

    /** The word in a page's row that belongs to a reference. */
    int word(String reference) {
        String names = "references:" + new String(number, StandardCharsets.UTF_8);
        return references.computeIfAbsent(reference, any -> (int) number(names, 5, reference));
    }

    long count(String counter) {
        return (Long)
                run.run(Script.COUNT, List.of(List.of(number, bytes(counter)))).get(0);
    }

    /** Requests that mark keys; see {@code mark.lua}. */
    List<List<byte[]>> marks(String what, byte[] argument, PagedKeys paged) {
        List<List<byte[]>> requests = new ArrayList<>();
        List<byte[]> request = null;
        int pages = PAGES_PER_CALL;
        for (PageGroup group : paged.groups()) {
            if (pages >= PAGES_PER_CALL) {
                request = request(bytes(what), argument);
                requests.add(request);
                pages = 0;
            }
            request.add(bytes(HexFormat.of().toHexDigits((short) group.bucket())));
            request.add(bytes(isAlive(group) ? -group.size() : group.size()));
            request.addAll(List.of(group.fields()));
            request.add(group.words());
            pages += group.size();
        }
        return requests;
    }

    /** To be told after keys were marked. */
    void marked(PagedKeys paged) {
        synchronized (alive) {
            paged.groups().forEach(group -> alive.set(group.bucket()));
        }
    }

    /** Sends only what this process has not sent before: rows point at the same few keys again and again. */
    void want(String reference, KeyBatch keys) {
        KeyBatch fresh = keys instanceof LongKeys longs ? told(reference).unknown(longs) : keys;
        if (!fresh.isEmpty()) {
            mark("want", bytes(word(reference)), fresh);
        }
        if (fresh instanceof LongKeys longs) {
            told(reference).add(longs);
        }
    }

    void mark(String what, byte[] argument, KeyBatch keys) {
        PagedKeys paged = form.pages(keys);
        run.run(Script.MARK, marks(what, argument, paged));
        marked(paged);
    }

    /** Makes Redis keep a set's order; the first time that takes a look at all of the space. */
    void keepOrder(KeyStore.Set set, byte[] word) {
        if (inOrder.contains(set)) {
            return;
        }
        int step = Buckets.COUNT / 64;
        for (int first = 0; first < Buckets.COUNT; first += step) {
            run.run(Script.INDEX, List.of(request(word, bytes(first), bytes(first + step - 1))));
        }
        inOrder.add(set);
    }

    private Told told(String reference) {
        return told.computeIfAbsent(reference, any -> new Told());
    }

    private boolean isAlive(PageGroup group) {
        synchronized (alive) {
            return alive.get(group.bucket());
        }
    }

    private long number(String names, int first, String name) {
        return (Long) run.run(Script.NUMBER, List.of(List.of(bytes(names), bytes(first), bytes(name))))
                .get(0);
    }
}
