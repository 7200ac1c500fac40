package io.salvaguarda.postgres.physical;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a physical backup holds; its JSON is the manifest's {@code facts}.
 *
 * @param format {@link #FORMAT}; tells these facts from a logical backup's
 * @param serverVersion as the server spells it, for example {@code 15.18 (Debian 15.18-0+deb12u1)}
 * @param systemId the cluster's identifier, decimal: the same on all of its replicas
 * @param timeline that the backup was taken on
 * @param startLsn where replay begins, {@code X/X}
 * @param stopLsn where the cluster is consistent, {@code X/X}
 * @param walSegmentBytes the size of one file of the log
 * @param dataChecksums whether pages carry checksums
 * @param tablespaces those that have a stream of their own, {@code tablespace-<oid>.tar}
 * @param databases that were there all the while; templates among them
 * @param preloadLibraries {@code shared_preload_libraries}; empty also when the user may not see
 *     them
 * @param totalBytes of the cluster's files as the server estimated them when the backup began
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterFacts(
    String format,
    String serverVersion,
    String systemId,
    int timeline,
    String startLsn,
    String stopLsn,
    int walSegmentBytes,
    boolean dataChecksums,
    List<Tablespace> tablespaces,
    List<Database> databases,
    List<String> preloadLibraries,
    long totalBytes) {

  public static final String FORMAT = "cluster-1";

  private static final Pattern LSN = Pattern.compile("[0-9A-F]{1,8}/[0-9A-F]{1,8}");
  private static final Pattern SYSTEM_ID = Pattern.compile("[0-9]{1,20}");
  private static final ObjectMapper JSON = new ObjectMapper();

  public ClusterFacts {
    require(FORMAT.equals(format), "format", format);
    require(systemId != null && SYSTEM_ID.matcher(systemId).matches(), "systemId", systemId);
    require(timeline > 0, "timeline", timeline);
    require(startLsn != null && LSN.matcher(startLsn).matches(), "startLsn", startLsn);
    require(stopLsn != null && LSN.matcher(stopLsn).matches(), "stopLsn", stopLsn);
    require(
        walSegmentBytes > 0 && Integer.bitCount(walSegmentBytes) == 1,
        "walSegmentBytes",
        walSegmentBytes);
    tablespaces = List.copyOf(tablespaces);
    databases = List.copyOf(databases);
    preloadLibraries = List.copyOf(preloadLibraries);
  }

  /**
   * @param location absolute, on the source's machine
   * @param bytes as the server estimated them when the backup began
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tablespace(long oid, String name, String location, long bytes) {}

  /**
   * @param bytes on disk; 0 when the user may not ask
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Database(long oid, String name, long bytes) {}

  /** The major version of the server, for example 15. */
  public int serverMajor() {
    return Integer.parseInt(serverVersion.split("\\D", 2)[0]);
  }

  public JsonNode toJson() {
    return JSON.valueToTree(this);
  }

  /** Whether a manifest's facts are those of a cluster. */
  public static boolean areIn(JsonNode json) {
    return FORMAT.equals(json.path("format").asText());
  }

  /**
   * Reads what {@link #toJson()} wrote; fields of later versions are ignored.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static ClusterFacts fromJson(JsonNode json) {
    try {
      return JSON.treeToValue(json, ClusterFacts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a cluster's facts: " + e.getOriginalMessage(), e);
    }
  }

  private static void require(boolean right, String what, Object value) {
    if (!right) {
      throw new IllegalArgumentException(what + " cannot be " + value);
    }
  }
}
