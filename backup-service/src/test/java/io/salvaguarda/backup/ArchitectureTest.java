package io.salvaguarda.backup;

import io.salvaguarda.kit.testing.ServiceArchitecture;
import java.util.List;

class ArchitectureTest extends ServiceArchitecture {

  ArchitectureTest() {
    super(
        "backup",
        List.of("run", "catalog", "retention", "prune", "copies", "keys", "wal", "heartbeat"));
  }
}
