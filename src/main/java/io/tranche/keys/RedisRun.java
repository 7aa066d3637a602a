package io.tranche.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tranche.config.RedisConfig;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One run's keys in Redis: their names, their life, and the scripts that work on them. All names begin with
 * <code>tranche:{run}:</code>; in a cluster the braces keep them on one node. The key {@code run} holds a token of the run's
 * owner; a script that does not find it there does nothing. Thread-safe.
 */
final class RedisRun implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final RedisLink link;
    private final Role role;
    private final Duration life;
    private final String prefix;
    private final byte[] runKey;
    private final byte[] token;
    private final RedisHeartbeat heartbeat;

    /** Journals that no call uses now; {@code pages.lua} says what they are for. */
    private final Deque<byte[]> journals = new ConcurrentLinkedDeque<>();

    private final String process = UUID.randomUUID().toString();
    private final AtomicInteger lastJournal = new AtomicInteger();
    private final AtomicLong lastRequest = new AtomicLong();

    /**
     * Joins or begins a run.
     *
     * @param life how long keys stay when nobody refreshes them any more
     * @throws Refusal if Redis cannot be reached, or keys are not safe there
     */
    RedisRun(RedisConfig redis, String run, Role role, Duration life, Listener listener) {
        this.link = new RedisLink(redis, listener);
        this.role = role;
        this.life = life;
        this.prefix = "tranche:{" + run + "}:";
        this.runKey = bytes(prefix + "run");
        try (RedisWire wire = link.connect()) {
            new RedisGuard(link.name(), wire, listener).check();
            link.expect(RedisGuard.identity(wire));
            this.token = switch (role) {
                case OWNER -> begin(wire);
                case PARTICIPANT -> join(wire, run);
            };
        } catch (JedisConnectionException e) {
            throw RedisMessages.unreachable(link.name(), e);
        } catch (JedisDataException e) {
            throw RedisMessages.rejected(link.name(), e);
        }
        this.heartbeat = new RedisHeartbeat(life, () -> link.call(this::refresh), listener);
    }

    /** Calls that may be made twice. */
    List<Object> run(Script script, List<List<byte[]>> calls) {
        List<List<byte[]>> whole = new ArrayList<>();
        calls.forEach(call -> whole.add(whole(NOTHING, 0, 0, call)));
        return link.call(wire -> wire.run(script, whole));
    }

    Object run(Script script, byte[]... call) {
        return run(script, List.of(List.of(call))).get(0);
    }

    /** Calls that must happen once: if an answer is lost, they are asked again under the same number. */
    List<Object> runOnce(Script script, List<List<byte[]>> calls) {
        byte[] free = journals.pollFirst();
        byte[] journal = free != null ? free : bytes(process + ":" + lastJournal.incrementAndGet());
        long request = lastRequest.incrementAndGet();
        List<List<byte[]>> whole = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            whole.add(whole(journal, i, request, calls.get(i)));
        }
        List<Object> answers = link.call(wire -> wire.run(script, whole));
        journals.addFirst(journal);
        return answers;
    }

    /** Ends this process's part; the owner's end removes the run's keys. */
    @Override
    public void close() {
        heartbeat.close();
        try {
            switch (role) {
                case OWNER -> link.call(wire -> ours(wire) ? removeAll(wire) : 0);
                case PARTICIPANT -> {
                    // the owner removes the keys
                }
            }
        } finally {
            link.close();
        }
    }

    private List<byte[]> whole(byte[] journal, int field, long request, List<byte[]> call) {
        List<byte[]> whole = new ArrayList<>(call.size() + 6);
        whole.add(runKey);
        whole.add(token);
        whole.add(bytes(life.toSeconds()));
        whole.add(journal);
        whole.add(bytes(field));
        whole.add(bytes(request));
        whole.addAll(call);
        return whole;
    }

    /** What a killed run of the same name left behind goes first. */
    private byte[] begin(RedisWire wire) {
        removeAll(wire);
        byte[] fresh = bytes(UUID.randomUUID().toString());
        wire.command(Command.SET, runKey, fresh, bytes("EX"), bytes(life.toSeconds()));
        return fresh;
    }

    private byte[] join(RedisWire wire, String run) {
        if (wire.command(Command.GET, runKey) instanceof byte[] found) {
            return found;
        }
        throw RedisMessages.refusal(
                "Redis at " + link.name() + " knows no run " + run + ".",
                "It has ended, or uses another Redis or db: start this process while the run goes on, with the same config.yml.");
    }

    /** Whether nobody has begun the run again. */
    private boolean ours(RedisWire wire) {
        return wire.command(Command.GET, runKey) instanceof byte[] found && Arrays.equals(found, token);
    }

    private Long removeAll(RedisWire wire) {
        return onEveryKey(wire, Command.UNLINK, NOTHING);
    }

    private Long refresh(RedisWire wire) {
        return onEveryKey(wire, Command.EXPIRE, bytes(life.toSeconds()));
    }

    /** Walks over the run's keys and no others. */
    private Long onEveryKey(RedisWire wire, Command command, byte[] argument) {
        byte[] cursor = {'0'};
        long seen = 0;
        do {
            List<?> answer = (List<?>)
                    wire.command(Command.SCAN, cursor, bytes("MATCH"), bytes(pattern()), bytes("COUNT"), bytes(2000));
            cursor = (byte[]) answer.get(0);
            List<byte[][]> commands = new ArrayList<>();
            for (Object key : (List<?>) answer.get(1)) {
                byte[] name = (byte[]) key;
                commands.add(argument.length == 0 ? new byte[][] {name} : new byte[][] {name, argument});
            }
            wire.pipeline(command, commands);
            seen += commands.size();
        } while (cursor.length != 1 || cursor[0] != '0');
        return seen;
    }

    private String pattern() {
        return prefix.replaceAll("([*?\\[\\]\\\\^])", "\\\\$1") + "*";
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }
}
