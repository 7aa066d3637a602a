package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One side of a match, and what it took so far. */
final class Measured {
    private final Rival rival;
    private final Workload workload;
    private final List<Times> times = new ArrayList<>();
    private final List<Double> serverCpu = new ArrayList<>();

    Measured(Rival rival, Workload workload) {
        this.rival = rival;
        this.workload = workload;
    }

    Workload workload() {
        return workload;
    }

    String name() {
        return rival instanceof Slice ? workload.name() : rival.name();
    }

    void run(String target) throws IOException, SQLException, InterruptedException {
        double before = ServerProcesses.cpu();
        times.add(rival.run(workload, target));
        serverCpu.add(ServerProcesses.cpu() - before);
    }

    double wall() {
        return median(Times::wall);
    }

    double clientCpu() {
        return median(Times::cpu);
    }

    double serverCpu() {
        return median(serverCpu);
    }

    double cpu() {
        return clientCpu() + serverCpu();
    }

    private double median(ToDoubleFunction<Times> measure) {
        return median(times.stream().mapToDouble(measure).boxed().toList());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
