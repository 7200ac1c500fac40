package io.salvaguarda.bench.stages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * {@code ./salva bench --stages [--forks N] [--iterations N] [--out FOLDER]}: cut, name, compress,
 * seal and open, each alone and on one core. Writes {@code stages.md} and {@code stages.json}.
 */
public final class StagesBench {

  private static final double MIB = 1 << 20;
  private static final TimeValue SECOND = TimeValue.seconds(1);

  private StagesBench() {}

  /** Exits 2 when the options make no sense. */
  public static void main(String[] arguments) throws IOException {
    StagesOptions options;
    try {
      options = StagesOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      write(run(options), options);
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH did not finish", e);
    }
  }

  private static List<Stage> run(StagesOptions options) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(Stages.class.getName() + "\\.")
                    .forks(options.forks())
                    .warmupIterations(options.iterations())
                    .warmupTime(SECOND)
                    .measurementIterations(options.iterations())
                    .measurementTime(SECOND)
                    .threads(1)
                    .shouldFailOnError(true)
                    .build())
            .run();
    return results.stream().map(StagesBench::stage).toList();
  }

  private static Stage stage(RunResult run) {
    Result<?> result = run.getPrimaryResult();
    double mebibytes = Stages.SIZE / MIB;
    return new Stage(
        result.getLabel(),
        run.getParams().getParam("data"),
        result.getScore() * mebibytes,
        result.getScoreError() * mebibytes);
  }

  private static void write(List<Stage> stages, StagesOptions options) throws IOException {
    StringBuilder text =
        new StringBuilder("# The stages of the pipeline, each alone%n%n".formatted());
    text.append(
        "Plain MiB per second on one core; %d forks of %d iterations of a second; Java %s. seal compresses too; open decrypts, decompresses and names.%n%n"
            .formatted(options.forks(), options.iterations(), Runtime.version()));
    text.append("| stage | data | MiB/s | ± (99.9 %%) |%n|---|---|---|---|%n".formatted());
    stages.forEach(stage -> text.append(stage.row()));
    System.out.print("\n" + text);

    ObjectMapper json = new ObjectMapper();
    ObjectNode figures = json.createObjectNode();
    figures
        .put("java", Runtime.version().toString())
        .put("forks", options.forks())
        .put("iterations", options.iterations());
    ArrayNode all = figures.putArray("stages");
    for (Stage stage : stages) {
      ObjectNode each = all.addObject();
      each.put("stage", stage.stage())
          .put("data", stage.data())
          .put("mebibytesPerSecond", stage.mebibytes());
      if (!Double.isNaN(stage.error())) {
        each.put("error", stage.error());
      }
    }
    Path folder = Files.createDirectories(options.out());
    Files.writeString(folder.resolve("stages.md"), text);
    Files.writeString(
        folder.resolve("stages.json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
  }
}
