package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobState;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import io.salvaguarda.restore.window.RecoveryPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.OptionalLong;

/** How fast physical restores have been here. Blocks. */
@ApplicationScoped
class RestorePace {

  private static final int MOST_JOBS = 50;

  private final MeasuredPace drills;
  private final Transactions transactions;
  private final JobStore jobs;
  private final Json json;

  RestorePace(MeasuredPace drills, Transactions transactions, JobStore jobs, Json json) {
    this.drills = drills;
    this.transactions = transactions;
    this.jobs = jobs;
    this.json = json;
  }

  /**
   * By the source's latest drill, or else by the latest restore, of the source if there was one;
   * empty when there was none.
   */
  OptionalLong secondsFor(String sourceId, RecoveryPlan plan) {
    return drills
        .of(sourceId)
        .map(pace -> OptionalLong.of(pace.secondsFor(plan)))
        .orElseGet(() -> byRestores(sourceId, plan));
  }

  private OptionalLong byRestores(String sourceId, RecoveryPlan plan) {
    return transactions.await(session -> jobs.recent(session, PhysicalJob.KIND, MOST_JOBS)).stream()
        .filter(job -> job.state() == JobState.SUCCEEDED)
        .min(Comparator.comparing((Job job) -> !job.sourceId().equals(sourceId)))
        .map(job -> json.read(job.result(), PhysicalResult.class))
        .filter(result -> result.bytes() > 0)
        .map(result -> (double) result.millis() / result.bytes())
        .map(pace -> OptionalLong.of(Math.round(pace * plan.start().bytes() / 1000)))
        .orElse(OptionalLong.empty());
  }
}
