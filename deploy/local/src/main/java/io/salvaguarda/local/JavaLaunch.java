package io.salvaguarda.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How a {@link JavaProcess} is started. Secrets belong in the environment, never in flags or
 * arguments.
 */
public final class JavaLaunch {
  private final String name;
  private final List<String> flags = new ArrayList<>();
  private final List<String> what;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path log;
  private Path folder;
  private BooleanSupplier ready = () -> true;
  private Duration startWithin = Duration.ofSeconds(60);

  JavaLaunch(String name, String... what) {
    this.name = name;
    this.what = List.of(what);
  }

  /** JVM flags, before the jar or class. */
  public JavaLaunch flags(String... more) {
    flags.addAll(List.of(more));
    return this;
  }

  /** A small heap and the collector with the smallest footprint. */
  public JavaLaunch heapMebibytes(int size) {
    return flags("-Xmx" + size + "m", "-XX:+UseSerialGC");
  }

  /** Program arguments; they are visible to every user of the machine. */
  public JavaLaunch arguments(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  /**
   * A variable of the child's environment, which else holds no more than PATH, HOME and the locale.
   */
  public JavaLaunch environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Variables of the child's environment. */
  public JavaLaunch environment(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  /** The file that takes stdout and stderr, appended. */
  public JavaLaunch log(Path file) {
    log = file;
    return this;
  }

  /** The working directory. */
  public JavaLaunch folder(Path workingDirectory) {
    folder = workingDirectory;
    return this;
  }

  /** The process counts as started once this holds; polled, so it must be quick. */
  public JavaLaunch readyWhen(BooleanSupplier condition) {
    ready = condition;
    return this;
  }

  /** The process counts as started once this URL answers 200. */
  public JavaLaunch readyAt(URI health) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    return readyWhen(() -> Await.healthy(client, health));
  }

  /** How long to wait until it is ready; 60 s unless told. */
  public JavaLaunch startWithin(Duration time) {
    startWithin = time;
    return this;
  }

  /**
   * Starts the process and waits until it is ready.
   *
   * @throws StartFailed when it ends or is not ready in time
   */
  public JavaProcess start() {
    if (log == null) {
      throw new IllegalStateException("no log file given for " + name);
    }
    return new JavaProcess(this);
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  boolean isReady() {
    return ready.getAsBoolean();
  }

  Duration startWithin() {
    return startWithin;
  }

  ProcessBuilder toBuilder() {
    List<String> command = new ArrayList<>(java());
    command.addAll(flags);
    command.addAll(what);
    command.addAll(arguments);
    ProcessBuilder builder = ProcessStarter.clean(command);
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /** The running JDK's launcher, told to keep quiet about what Kafka and others do to Unsafe. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    return command;
  }
}
