package io.salvaguarda.config;

import java.util.Map;

/** Reads a repository's {@code objectLock}. */
final class ObjectLockReader {
  private static final int USUAL = 30;

  /** Locks are renewed by the weekly prune when a quarter of them is over: one may fail. */
  private static final int LEAST = 14;

  /** A compliance lock cannot be taken back: a slip of the finger must not last for ever. */
  private static final int MOST = 3_650;

  private static final Map<String, ObjectLockRules.Mode> MODES =
      Map.of(
          "governance", ObjectLockRules.Mode.GOVERNANCE,
          "compliance", ObjectLockRules.Mode.COMPLIANCE);

  private ObjectLockReader() {}

  static ObjectLockRules read(YamlValue value) {
    YamlMap map = value.map("mode", "days");
    return new ObjectLockRules(
        map.require("mode", "governance")
            .map(mode -> mode.oneOf(ObjectLockRules.Mode.GOVERNANCE, "mode", MODES))
            .orElse(ObjectLockRules.Mode.GOVERNANCE),
        map.get("days").map(days -> days.integer(USUAL, LEAST, MOST)).orElse(USUAL));
  }

  /** Whoever may write to a directory may delete from it. */
  static void refuse(YamlValue value) {
    value.mistake(
        "is for buckets: a directory cannot lock its files",
        "Leave this out, or keep the repository in a bucket with object lock.");
  }
}
