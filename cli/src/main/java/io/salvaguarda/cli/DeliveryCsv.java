package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The delivery log for auditors. */
final class DeliveryCsv {
  private static final List<String> FIELDS =
      List.of(
          "deliveryId",
          "incidentId",
          "sourceId",
          "team",
          "channel",
          "channelType",
          "noticeType",
          "subject",
          "state",
          "attempts",
          "failedAt",
          "createdAt",
          "deliveredAt",
          "takenBy",
          "lastError");

  private DeliveryCsv() {}

  static String of(JsonNode deliveries) {
    return Csv.of(deliveries, FIELDS);
  }
}
