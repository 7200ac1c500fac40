package io.salvaguarda.verify;

import io.salvaguarda.kit.testing.ServiceArchitecture;
import java.util.List;

class ArchitectureTest extends ServiceArchitecture {

  ArchitectureTest() {
    super("verify", List.of("proof"));
  }
}
