package io.tranche.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tranche.progress.Listener;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Looks at a Redis server before anything is written: whether keys are safe there. */
final class RedisGuard {
    private static final int OLDEST_VERSION = 5;

    private final String name;
    private final RedisWire wire;
    private final Listener listener;

    RedisGuard(String name, RedisWire wire, Listener listener) {
        this.name = name;
        this.wire = wire;
        this.listener = listener;
    }

    /** @throws io.tranche.error.Refusal if keys are not safe there */
    void check() {
        checkVersion();
        checkRole();
        checkEviction();
    }

    /** What the server calls itself, from its start to its end; empty where it does not say. */
    static Optional<String> identity(RedisWire wire) {
        return info(wire, "server", "run_id");
    }

    private void checkVersion() {
        Optional<String> version = info(wire, "server", "redis_version");
        if (version.isPresent() && Integer.parseInt(version.get().split("\\.")[0]) < OLDEST_VERSION) {
            throw RedisMessages.refusal(
                    "Redis at " + name + " is version " + version.get() + "; " + OLDEST_VERSION
                            + ".0 is the oldest that works.",
                    "Use a newer one, or delete the section `redis:` in config.yml.");
        }
    }

    private void checkRole() {
        if (info(wire, "replication", "role").filter("slave"::equals).isPresent()) {
            throw RedisMessages.refusal(
                    "Redis at " + name + " is a replica: keys cannot be written there.",
                    "Name its master in config.yml.");
        }
    }

    private void checkEviction() {
        Optional<String> limit = setting("maxmemory");
        Optional<String> policy = setting("maxmemory-policy");
        if (limit.isEmpty() || policy.isEmpty()) {
            listener.warning("Redis at " + name
                    + " does not say whether it evicts keys (CONFIG GET and INFO are forbidden). If it does, the slice will be"
                    + " wrong: make sure that its maxmemory-policy is noeviction.");
            return;
        }
        if (!limit.get().equals("0") && !policy.get().equals("noeviction")) {
            throw RedisMessages.refusal(
                    "Redis at " + name + " throws keys away when its memory is full (maxmemory " + limit.get()
                            + " bytes, maxmemory-policy " + policy.get()
                            + "): a slice would lose rows or write them twice.",
                    "Run `redis-cli CONFIG SET maxmemory-policy noeviction`, use another Redis, or delete the section"
                            + " `redis:` in config.yml: keys then stay in this process.");
        }
    }

    /** As CONFIG GET says; where that is forbidden, as INFO says. */
    private Optional<String> setting(String setting) {
        try {
            if (wire.command(Command.CONFIG, "GET", setting) instanceof List<?> answer && answer.size() == 2) {
                return Optional.of(new String((byte[]) answer.get(1), UTF_8));
            }
        } catch (JedisDataException e) {
            listener.detail("Redis at " + name + ": CONFIG GET " + setting + ": " + e.getMessage());
        }
        return info(wire, "memory", setting.replace('-', '_'));
    }

    /** Empty where the user may not ask, or the server does not say: the caller decides what that means. */
    private static Optional<String> info(RedisWire wire, String section, String field) {
        try {
            String text = new String((byte[]) wire.command(Command.INFO, section), UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.substring(field.length() + 1).strip())
                    .findFirst();
        } catch (JedisDataException forbidden) {
            return Optional.empty();
        }
    }
}
