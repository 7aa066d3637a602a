package io.tranche.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The servers that this process has started: what they have cost so far. Linux only. */
final class ServerProcesses {
    private static final double TICKS_A_SECOND = 100;

    /** utime, stime, and those of children that have ended, among the fields behind the program's name. */
    private static final List<Integer> FIELDS = List.of(11, 12, 13, 14);

    private ServerProcesses() {}

    /** CPU seconds of all of them. To be asked between measurements, when servers are our only children. */
    static double cpu() throws IOException {
        long ticks = 0;
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
            if (Files.exists(stat)) {
                String line = Files.readString(stat);
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                ticks += FIELDS.stream()
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum();
            }
        }
        return ticks / TICKS_A_SECOND;
    }
}
