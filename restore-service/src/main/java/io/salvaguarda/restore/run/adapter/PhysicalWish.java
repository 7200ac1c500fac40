package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
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
    if (request.port() != null && (request.port() < 1 || request.port() > HIGHEST_PORT)) {
      throw BadInput.field("port", String.valueOf(request.port()), "a number from 1 to 65535");
    }
    if (request.targetDirectory() == null && !preview(request)) {
      throw BadInput.field("targetDirectory", null, "an absolute path");
    }
    TargetSpec target = request.target() == null ? LATEST : request.target();
    return new PhysicalWish(source, request, target, recovery(request, target));
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
  void requireFolder(List<Path> folders) {
    if (request.targetDirectory() == null) {
      return;
    }
    TargetFolder.refusal(request.targetDirectory(), folders)
        .ifPresent(
            refusal -> {
              throw refusal.errorClass() == ErrorClass.TARGET_EXISTS
                  ? BadInput.conflict("targetDirectory", request.targetDirectory(), refusal.text())
                  : BadInput.field(
                      "targetDirectory", request.targetDirectory(), "allowed. " + refusal.text());
            });
  }

  /** Whether a restore that was asked for earlier is what this asks for. */
  boolean isFor(String sourceId, PhysicalPayload payload) {
    return source.id().equals(sourceId)
        && recovery.backupId().map(payload.backupId()::equals).orElse(true)
        && payload.targetDirectory().equals(request.targetDirectory())
        && payload.target().equals(target)
        && Objects.equals(payload.port(), request.port());
  }
}
