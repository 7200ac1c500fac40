package io.salvaguarda.local;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's settings: one node that is broker and controller, everything replicated once. */
final class KafkaSettings {
  private static final String LISTENERS = "listeners";

  private KafkaSettings() {}

  static Properties singleNode(Path data, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        LISTENERS, "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("num.partitions", "3");
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "3");
    // a lone developer's consumers need not wait for more of their group
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }

  static int portOf(Properties settings) {
    String first = settings.getProperty(LISTENERS).split(",", 2)[0];
    return Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
  }
}
