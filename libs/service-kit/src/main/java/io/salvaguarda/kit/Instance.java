package io.salvaguarda.kit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This running process: its service, and a name that no other process has. */
@ApplicationScoped
public class Instance {

  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final String service;
  private final String name;

  Instance(@ConfigProperty(name = "quarkus.application.name") String service) {
    this.service = service;
    this.name = service + "@" + host() + "/" + ProcessHandle.current().pid() + "-" + shortId();
  }

  /** For example {@code backup-service}. */
  public String service() {
    return service;
  }

  /** Unique to this process's life: a restarted process is another instance. */
  public String name() {
    return name;
  }

  /** A new id that sorts by time. */
  public UUID newId() {
    return IDS.generate();
  }

  private static String shortId() {
    return Long.toHexString(UUID.randomUUID().getLeastSignificantBits() & 0xffffffffL);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
