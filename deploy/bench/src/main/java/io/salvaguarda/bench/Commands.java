package io.salvaguarda.bench;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.tools.PgTools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The yardsticks: the machine's own tools in pipelines, as a user would run them. */
public final class Commands {

  private final Map<String, String> environment = new HashMap<>();

  /** All of them connect to this database and to this store. */
  public Commands(ConnectionSpec database, S3Server s3) {
    environment.put("PGHOST", database.host());
    environment.put("PGPORT", String.valueOf(database.port()));
    environment.put("PGUSER", database.user());
    environment.put("PGPASSWORD", database.password().reveal());
    environment.put("PGDATABASE", database.database());
    environment.put("RCLONE_CONFIG", "/dev/null");
    environment.put("RCLONE_CONFIG_STORE_TYPE", "s3");
    environment.put("RCLONE_CONFIG_STORE_PROVIDER", "Other");
    environment.put("RCLONE_CONFIG_STORE_ENDPOINT", s3.endpoint().toString());
    environment.put("RCLONE_CONFIG_STORE_REGION", S3Server.REGION);
    environment.put("RCLONE_CONFIG_STORE_ACCESS_KEY_ID", s3.accessKey());
    environment.put("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", s3.secretKey());
    s3.caCertificate().ifPresent(file -> environment.put("RCLONE_CA_CERT", file.toString()));
  }

  /** Whether a program is installed. */
  public static boolean has(String program) {
    return onPath(program).isPresent();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** PostgreSQL's programs are those that the suite would take. */
  private static String found(String program) {
    return program.startsWith("pg_")
        ? PgTools.newest().orThrow().find(program).orThrow().toString()
        : onPath(program).orElseThrow().toString();
  }

  /**
   * Runs a pipeline to its end.
   *
   * @param pipeline commands between {@code |}; words are separated by one blank
   * @param output where the last one's output goes
   * @throws IOException when one of them fails
   */
  public void run(String pipeline, Path output) throws IOException, InterruptedException {
    List<ProcessBuilder> builders = new ArrayList<>();
    for (String command : pipeline.split(" \\| ")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.set(0, found(words.getFirst()));
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().remove("AWS_CA_BUNDLE"); // rclone would trust nothing else
      builder.environment().putAll(environment);
      builders.add(builder);
    }
    builders.getLast().redirectOutput(output.toFile());
    for (Process process : ProcessBuilder.startPipeline(builders)) {
      if (process.waitFor() != 0) {
        throw new IOException(pipeline + ": one of them exited with " + process.exitValue());
      }
    }
  }

  public void run(String pipeline) throws IOException, InterruptedException {
    run(pipeline, Path.of("/dev/null"));
  }
}
