package io.salvaguarda.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A real single-node Kafka (KRaft) in a JVM of its own. Topics are never made by themselves: the
 * suite's exist from the start, others through {@link #createTopic}. Stopped or killed, it starts
 * again on the same data and port.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final String SETTINGS = "server.properties";

  private final int port;
  private final JavaProcess process;

  private KafkaBroker(Path folder, int port) {
    this.port = port;
    this.process =
        JavaProcess.mainClass("kafka", StackJars.kafka(), "kafka.Kafka")
            .flags("-XX:TieredStopAtLevel=1", "-Dorg.apache.logging.log4j.level=WARN")
            .heapMebibytes(300)
            .arguments(folder.resolve(SETTINGS).toString())
            .log(folder.resolve("kafka.log"))
            .readyWhen(() -> KafkaTopics.brokerAnswers(port))
            .start();
  }

  /**
   * Starts a broker whose data is in the folder; formats it on first use, else keeps its data and
   * port. Returns when the suite's topics exist.
   *
   * @throws StartFailed when it does not come up
   */
  public static KafkaBroker start(Path folder) {
    ProcessStarter.folder(folder);
    try {
      KafkaBroker broker = new KafkaBroker(folder, prepare(folder));
      KafkaTopics.createSuiteTopics(broker.bootstrapServers());
      return broker;
    } catch (IOException e) {
      throw new StartFailed("cannot prepare Kafka in " + folder, e);
    }
  }

  /** What clients connect to: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Creates a topic and returns when it exists; nothing happens when it exists already. */
  public void createTopic(String name, int partitions) {
    KafkaTopics.create(bootstrapServers(), List.of(name), partitions);
  }

  /** The broker's JVM: kill it, stop it, start it again, read its memory. */
  public JavaProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static int prepare(Path folder) throws IOException {
    Path file = folder.resolve(SETTINGS);
    if (Files.exists(file)) {
      return KafkaSettings.portOf(load(file));
    }
    int port = Ports.free();
    Properties settings = KafkaSettings.singleNode(folder.resolve("data"), port, Ports.free());
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    format(folder, file);
    return port;
  }

  private static void format(Path folder, Path settings) {
    List<String> command = new ArrayList<>(JavaLaunch.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", StackJars.kafka() + "/*"));
    command.addAll(List.of("kafka.tools.StorageTool", "format"));
    command.addAll(
        List.of("--config", settings.toString(), "--cluster-id", "c2FsdmFndWFyZGEtbG9j"));
    ProcessStarter.run(ProcessStarter.clean(command), folder.resolve("format.log"));
  }

  private static Properties load(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings;
  }
}
