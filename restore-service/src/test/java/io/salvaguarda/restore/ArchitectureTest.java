package io.salvaguarda.restore;

import io.salvaguarda.kit.testing.ServiceArchitecture;
import java.util.List;

class ArchitectureTest extends ServiceArchitecture {

  ArchitectureTest() {
    super("restore", List.of("run", "run.physical", "drill", "point", "window"));
  }
}
