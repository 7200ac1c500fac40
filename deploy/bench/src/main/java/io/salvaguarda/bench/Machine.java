package io.salvaguarda.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What Linux says of this machine, its processes and its folders. */
public final class Machine {

  private static final double TICKS_PER_SECOND = 100;
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int STEAL = 7;

  private Machine() {}

  /** CPU seconds that all processes have used since the machine's start. */
  public static double cpuSeconds() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElseThrow().split("\\s+");
      long[] ticks =
          Arrays.stream(fields).skip(1).limit(STEAL).mapToLong(Long::parseLong).toArray();
      return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[IOWAIT]) / TICKS_PER_SECOND;
    }
  }

  /** Forgets the process's peak: the next one is that of the work from now on. */
  public static void forgetPeak(long pid) throws IOException {
    Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
  }

  /** The most memory that the process has had resident, in MiB. */
  public static long peakMebibytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
    }
  }

  /** The bytes of all files below the folder; 0 when there is none. */
  public static long bytesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Machine::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
