package io.salvaguarda.notifier;

import io.salvaguarda.kit.testing.ServiceArchitecture;
import java.util.List;

class ArchitectureTest extends ServiceArchitecture {

  ArchitectureTest() {
    super(
        "notifier",
        List.of(
            "notice",
            "letter",
            "incident",
            "delivery",
            "telling",
            "routing",
            "silence",
            "absence",
            "deadman",
            "subscription",
            "history",
            "report"),
        "okhttp3..",
        "com.fasterxml..");
  }
}
