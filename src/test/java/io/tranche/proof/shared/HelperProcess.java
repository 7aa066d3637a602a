package io.tranche.proof.shared;

import io.tranche.run.Participation;
import io.tranche.run.SliceRequest;
import io.tranche.run.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A JVM that carries out one unit for each line of its input, and answers each with a line. */
public final class HelperProcess {
    private HelperProcess() {}

    /** @param arguments a folder with config.yml and the plan in plan.json */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Surroundings surroundings =
                new Surroundings(Map.of(), folder, event -> {}, (lines, question) -> Optional.empty());
        try (Participation participation = new Participation(
                        request(folder), surroundings, Files.readString(folder.resolve("plan.json")));
                BufferedReader units = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String unit = units.readLine(); unit != null; unit = units.readLine()) {
                participation.carryOut(unit);
                System.out.println("done");
            }
        }
    }

    /** Names connections; the rules are in the plan. */
    private static SliceRequest request(Path folder) throws IOException {
        Path none = folder.resolve("none.yml");
        if (!Files.exists(none)) {
            Files.writeString(none, "default: upon_request\n");
        }
        return new SliceRequest(
                List.of("source"),
                Optional.of("target"),
                Optional.of(folder.resolve("config.yml")),
                none,
                List.of(),
                Map.of(),
                OptionalInt.of(1),
                new SliceRequest.Flags(false, false, false, SliceRequest.Resume.NONE, false, false, false));
    }
}
