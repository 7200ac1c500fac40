package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * One backup by itself: what a worker does that has lost its lease when all but one step is done.
 */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class LastMomentTest {

  /** Stops the work when it reaches a phase. */
  private static final class StopAt implements Supervision {

    private final Phase end;
    private final List<Phase> seen = new CopyOnWriteArrayList<>();

    StopAt(Phase end) {
      this.end = end;
    }

    @Override
    public void progress(BackupProgress latest) {
      seen.add(latest.phase());
    }

    @Override
    public void throwIfStopped() {
      if (seen.contains(end)) {
        throw new LeaseLost();
      }
    }

    @Override
    public void onStop(Runnable action) {
      // nobody tells this worker
    }
  }

  private static final class LeaseLost extends RuntimeException {}

  private final SuiteConfig config;

  LastMomentTest(SuiteConfig config) {
    this.config = config;
  }

  @Test
  void aZombieWithAWholeClusterPublishesNothingEither() throws Exception {
    BackupRepository disk = BackupStack.repository("disk");
    PostgresSource source = config.sources().get("expiring");
    UUID job = UUID.randomUUID();
    BackupId id =
        BackupNames.of("expiring", BackupId.Kind.PHYSICAL, job, Instant.now(), Optional.empty());
    BackupOrder order = new BackupOrder(id, source, config.planOf(source), job, 1, Instant.now());

    assertThatThrownBy(() -> physical(order, disk, new StopAt(Phase.COMMIT)).take())
        .isInstanceOf(LeaseLost.class);
    assertThat(disk.list("expiring")).doesNotContain(id);

    BackupOutcome second = physical(order, disk, new StopAt(null)).take();
    assertThat(second).isInstanceOf(BackupOutcome.Published.class);
    BackupOutcome third = physical(order, disk, new StopAt(null)).take();
    assertThat(((BackupOutcome.Published) third).adopted()).isTrue();
    disk.delete(id);
  }

  private static PhysicalBackup physical(
      BackupOrder order, BackupRepository repository, Supervision supervision) {
    return new PhysicalBackup(order, repository, PhysicalBackup.Checkpoint.FAST, 0, supervision);
  }

  @Test
  void aZombieThatNoticesAtTheLastMomentPublishesNothing() throws Exception {
    BackupRepository disk = BackupStack.repository("disk");
    PostgresSource source = config.sources().get("small");
    UUID job = UUID.randomUUID();
    BackupId id =
        BackupNames.of("small", BackupId.Kind.LOGICAL, job, Instant.now(), Optional.empty());
    BackupOrder order = new BackupOrder(id, source, config.planOf(source), job, 1, Instant.now());
    LogicalBackup.Place place = new LogicalBackup.Place(disk, BackupStack.scratch(), line -> {});

    assertThatThrownBy(() -> new LogicalBackup(order, place, new StopAt(Phase.COMMIT)).take())
        .isInstanceOf(LeaseLost.class);
    assertThat(disk.list("small")).doesNotContain(id);

    BackupOutcome second = new LogicalBackup(order, place, new StopAt(null)).take();
    assertThat(second).isInstanceOf(BackupOutcome.Published.class);
    BackupOutcome third = new LogicalBackup(order, place, new StopAt(null)).take();
    assertThat(((BackupOutcome.Published) third).adopted()).isTrue();
    disk.delete(id);
  }
}
