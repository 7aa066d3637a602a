package io.tranche.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** One connection with the scripts loaded. Used by one thread at a time. */
final class RedisWire implements AutoCloseable {
    /** Calls that are under way at once; their answers must fit into the sockets' buffers. */
    private static final int AT_ONCE = 8;

    private final Connection connection;
    private final Map<Script, byte[]> loaded = new EnumMap<>(Script.class);

    RedisWire(HostAndPort address, DefaultJedisClientConfig config) {
        connection = new Connection(address, config);
    }

    /** Runs a command and gives its answer: text as bytes, numbers as Long, lists as lists. */
    Object command(Command command, byte[]... arguments) {
        connection.sendCommand(command, arguments);
        return connection.getOne();
    }

    Object command(Command command, String... arguments) {
        connection.sendCommand(command, arguments);
        return connection.getOne();
    }

    /** Sends the same command with each of these arguments at once. */
    void pipeline(Command command, List<byte[][]> all) {
        all.forEach(arguments -> connection.sendCommand(command, arguments));
        for (Object answer : connection.getMany(all.size())) {
            if (answer instanceof JedisDataException refused) {
                throw refused;
            }
        }
    }

    /** Runs a script once for each list of arguments, several at once; the answers in their order. */
    List<Object> run(Script script, List<List<byte[]>> calls) {
        List<Object> answers = new ArrayList<>(calls.size());
        for (int from = 0; from < calls.size(); from += AT_ONCE) {
            answers.addAll(runAtOnce(script, calls.subList(from, Math.min(from + AT_ONCE, calls.size()))));
        }
        return answers;
    }

    private List<Object> runAtOnce(Script script, List<List<byte[]>> calls) {
        byte[] digest = loaded.computeIfAbsent(script, this::load);
        for (List<byte[]> arguments : calls) {
            connection.sendCommand(Command.EVALSHA, arguments(digest, arguments));
        }
        List<Object> answers = connection.getMany(calls.size());
        for (int i = 0; i < answers.size(); i++) {
            // Somebody has flushed the scripts; none of the calls that say so has done anything
            if (answers.get(i) instanceof JedisNoScriptException) {
                connection.sendCommand(Command.EVALSHA, arguments(load(script), calls.get(i)));
                answers.set(i, connection.getOne());
            }
            if (answers.get(i) instanceof JedisDataException refused) {
                throw refused;
            }
        }
        return answers;
    }

    private byte[] load(Script script) {
        return (byte[]) command(Command.SCRIPT, "LOAD".getBytes(UTF_8), script.source());
    }

    private static byte[][] arguments(byte[] digest, List<byte[]> rest) {
        byte[][] arguments = new byte[rest.size() + 2][];
        arguments[0] = digest;
        arguments[1] = new byte[] {'1'};
        for (int i = 0; i < rest.size(); i++) {
            arguments[i + 2] = rest.get(i);
        }
        return arguments;
    }

    @Override
    public void close() {
        connection.close();
    }
}
