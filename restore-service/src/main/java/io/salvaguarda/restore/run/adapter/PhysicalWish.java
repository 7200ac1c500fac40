package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.run.physical.ReplicaOrder;
import io.salvaguarda.restore.run.physical.TargetFolder;
import io.salvaguarda.restore.window.RecoveryWish;
import io.salvaguarda.restore.window.TargetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A request for a physical restore, read and found sound, as far as that shows without looking. */
record PhysicalWish(
    PostgresSource source, RestoreRequest request, TargetSpec target, RecoveryWish recovery) {

  private static final int HIGHEST_PORT = 65535;

  /** What is meant when nothing is said. */
  private static final TargetSpec LATEST =
      new TargetSpec(null, null, null, null, true, null, null, null);

  /**
   * @throws HttpProblem 400 for bad input
   */
  static PhysicalWish of(RestoreRequest request, SuiteConfig config) {
    PostgresSource source = RestoreWish.sourceOf(request, config);
    request
        .logicalField()
        .ifPresent(
            name -> {
              throw BadInput.field(name, "given", "left out: the whole cluster is restored");
            });
    requirePort("port", request.port());
    requireReplica(request);
    if (request.targetDirectory() == null && !preview(request)) {
      throw BadInput.field("targetDirectory", null, "an absolute path");
    }
    TargetSpec target = request.target() == null ? LATEST : request.target();
    return new PhysicalWish(source, request, target, recovery(request, target));
  }

  private static void requirePort(String field, Integer port) {
    if (port != null && (port < 1 || port > HIGHEST_PORT)) {
      throw BadInput.field(field, String.valueOf(port), "a number from 1 to 65535");
    }
  }

  private static void requireReplica(RestoreRequest request) {
    requirePort("replicaPort", request.replicaPort());
    if (request.replicaDirectory() == null) {
      if (request.replicaPort() != null) {
        throw BadInput.field(
            "replicaPort", request.replicaPort().toString(), "given with a replicaDirectory");
      }
      return;
    }
    if (request.port() == null) {
      throw BadInput.field("port", null, "given where a replica is to follow");
    }
    if (replicaPort(request) > HIGHEST_PORT || request.port().equals(request.replicaPort())) {
      throw BadInput.field(
          "replicaPort", String.valueOf(request.replicaPort()), "another one than port");
    }
  }

  private static int replicaPort(RestoreRequest request) {
    return request.replicaPort() == null ? request.port() + 1 : request.replicaPort();
  }

  /** Null when there is to be none. */
  ReplicaOrder replica() {
    return request.replicaDirectory() == null
        ? null
        : new ReplicaOrder(request.replicaDirectory(), replicaPort(request));
  }

  private static RecoveryWish recovery(RestoreRequest request, TargetSpec target) {
    boolean any = request.backupId() == null || request.backupId().equals("latest");
    try {
      return new RecoveryWish(
          any ? Optional.empty() : Optional.of(request.backupId()),
          Boolean.TRUE.equals(request.allowUnverified()),
          target.target(),
          target.followed());
    } catch (TargetSpec.Wrong wrong) {
      throw BadInput.field(wrong.field(), wrong.value(), wrong.getMessage());
    }
  }

  private static boolean preview(RestoreRequest request) {
    return Boolean.TRUE.equals(request.preview());
  }

  boolean preview() {
    return preview(request);
  }

  /**
   * Looks at the disk.
   *
   * @throws HttpProblem 400 for a folder that is not allowed, 409 for one that is in use
   */
  void requireFolders(List<Path> folders) {
    requireFolder("targetDirectory", request.targetDirectory(), folders);
    requireFolder("replicaDirectory", request.replicaDirectory(), folders);
    if (request.targetDirectory() != null
        && request.replicaDirectory() != null
        && TargetFolder.of(request.targetDirectory())
            .touches(TargetFolder.of(request.replicaDirectory()))) {
      throw BadInput.field(
          "replicaDirectory", request.replicaDirectory(), "outside of targetDirectory");
    }
  }

  private static void requireFolder(String field, String folder, List<Path> folders) {
    if (folder == null) {
      return;
    }
    TargetFolder.refusal(folder, folders)
        .ifPresent(
            refusal -> {
              throw refusal.errorClass() == ErrorClass.TARGET_EXISTS
                  ? BadInput.conflict(field, folder, refusal.text())
                  : BadInput.field(field, folder, "allowed. " + refusal.text());
            });
  }

  /** Whether a restore that was asked for earlier is what this asks for. */
  boolean isFor(String sourceId, PhysicalPayload payload) {
    return source.id().equals(sourceId)
        && recovery.backupId().map(payload.backupId()::equals).orElse(true)
        && payload.targetDirectory().equals(request.targetDirectory())
        && payload.target().equals(target)
        && Objects.equals(payload.port(), request.port())
        && Objects.equals(payload.replica(), replica());
  }
}
