package io.salvaguarda.verify.proof;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;

/** A throwaway cluster that the proof's thread and a stop order may both close. */
final class Sandbox implements AutoCloseable {

  private final ThrowawayCluster cluster;
  private boolean closed;

  private Sandbox(ThrowawayCluster cluster) {
    this.cluster = cluster;
  }

  /** Started for a dump of that plain size; killed and wiped at the latest when stopped. */
  static Sandbox start(ToolContext context, long dumpBytes, Supervision supervision) {
    SandboxLimits limits = SandboxLimits.forBytes(dumpBytes);
    Sandbox sandbox = new Sandbox(ThrowawayCluster.start(context, limits).orThrow());
    supervision.onStop(sandbox::close);
    return sandbox;
  }

  ConnectionSpec connection(String database) {
    return cluster.connection(database);
  }

  ToolContext toolContext() {
    return cluster.toolContext();
  }

  boolean running() {
    return cluster.running();
  }

  boolean cutOffFromNetwork() {
    return cluster.cutOffFromNetwork();
  }

  List<String> logTail() {
    return cluster.logTail();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      cluster.close();
    }
  }
}
