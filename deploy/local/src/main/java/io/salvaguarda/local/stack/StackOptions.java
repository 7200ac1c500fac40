package io.salvaguarda.local.stack;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What to start, and where.
 *
 * @param home the folder that holds everything; its parents must be open (0711) to the user that
 *     PostgreSQL runs as
 * @param keep whether what the folder holds from before is used again, else it is wiped
 * @param dataMebibytes about how much data the source database gets
 * @param https whether the S3 server speaks HTTPS
 * @param wal whether the source's log is streamed into the repository
 * @param services which services are started
 * @param environment settings of all services beside the stack's own
 */
public record StackOptions(
    Path home,
    boolean keep,
    int dataMebibytes,
    boolean https,
    boolean wal,
    Set<SuiteService> services,
    Map<String, String> environment) {
  private static final int TEST_DATA_MEBIBYTES = 20;

  public StackOptions {
    home = home.toAbsolutePath();
    services = Set.copyOf(services);
    environment = Map.copyOf(environment);
  }

  /** Everything, with little data and HTTPS, in an emptied folder. */
  public static StackOptions in(Path home) {
    return new StackOptions(
        home, false, TEST_DATA_MEBIBYTES, true, false, EnumSet.allOf(SuiteService.class), Map.of());
  }

  public StackOptions keeping(boolean keepWhatIsThere) {
    return new StackOptions(
        home, keepWhatIsThere, dataMebibytes, https, wal, services, environment);
  }

  public StackOptions withData(int mebibytes) {
    return new StackOptions(home, keep, mebibytes, https, wal, services, environment);
  }

  public StackOptions withHttps(boolean wanted) {
    return new StackOptions(home, keep, dataMebibytes, wanted, wal, services, environment);
  }

  public StackOptions withWal(boolean streamed) {
    return new StackOptions(home, keep, dataMebibytes, https, streamed, services, environment);
  }

  public StackOptions withServices(Set<SuiteService> only) {
    return new StackOptions(home, keep, dataMebibytes, https, wal, only, environment);
  }

  public StackOptions withEnvironment(Map<String, String> settings) {
    return new StackOptions(home, keep, dataMebibytes, https, wal, services, settings);
  }
}
