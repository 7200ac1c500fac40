package io.salvaguarda.notifier.pagerduty;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.notice.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One event of Events API v2. What belongs to one incident has one key, so that it is one alert
 * there too, however often it is told.
 */
record PagerDutyEvent(String action, String key, Map<String, Object> payload) {

  private static final String TRIGGER = "trigger";
  private static final String ACKNOWLEDGE = "acknowledge";
  private static final String RESOLVE = "resolve";
  private static final int LONGEST_SUMMARY = 1024;

  /** In the order in which they are to be sent. */
  static List<PagerDutyEvent> of(Notice notice, Letter letter) {
    return switch (notice) {
      case Notice.Trouble trouble -> List.of(trigger(trouble, letter));
      case Notice.Again again -> List.of(trigger(again.trouble(), letter));
      case Notice.Several several ->
          several.items().stream()
              .map(
                  item ->
                      trigger(
                          item.incidentId().toString(),
                          severity(item.severity()),
                          "several",
                          notice,
                          letter))
              .toList();
      case Notice.Acknowledged acknowledged -> List.of(of(ACKNOWLEDGE, acknowledged.incidentId()));
      case Notice.Recovered recovered -> List.of(of(RESOLVE, recovered.incidentId()));
      case Notice.SeveralRecovered several ->
          several.items().stream().map(item -> of(RESOLVE, item.incidentId())).toList();
      case Notice.Undelivered undelivered ->
          List.of(
              trigger("channel-" + undelivered.channel(), "warning", "channel", notice, letter));
      case Notice.Report report -> List.of(); // wakes nobody
      case Notice.Trial trial ->
          List.of(
              trigger(trial.id().toString(), "info", "test", notice, letter),
              of(RESOLVE, trial.id()));
      case Notice.Fact fact -> List.of(); // events go to subscriptions only
    };
  }

  private static PagerDutyEvent of(String action, UUID key) {
    return new PagerDutyEvent(action, key.toString(), Map.of());
  }

  private static PagerDutyEvent trigger(Notice.Trouble trouble, Letter letter) {
    return trigger(
        trouble.incidentId().toString(),
        severity(trouble.severity()),
        trouble.cause().key(),
        trouble,
        letter);
  }

  private static String severity(Severity severity) {
    return severity == Severity.CRITICAL ? "critical" : "warning";
  }

  private static PagerDutyEvent trigger(
      String key, String severity, String sort, Notice notice, Letter letter) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", cut(letter.subject()));
    payload.put("source", letter.source());
    payload.put("severity", severity);
    payload.put("timestamp", notice.happenedAt().toString());
    payload.put("group", notice.team());
    payload.put("class", sort);
    payload.put("custom_details", details(letter));
    return new PagerDutyEvent(TRIGGER, key, payload);
  }

  private static Map<String, Object> details(Letter letter) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(letter.label(), letter.lead());
    details.put(letter.titles().next(), letter.nextStep());
    letter.command().ifPresent(command -> details.put("$", command));
    for (Fact fact : letter.facts()) {
      details.put(
          fact.label(), fact.note().isEmpty() ? fact.value() : fact.value() + " · " + fact.note());
    }
    if (!letter.log().isEmpty()) {
      details.put(letter.titles().log(), String.join("\n", letter.log()));
    }
    return details;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY);
  }

  /** Names to values that Jackson can write. */
  Map<String, Object> message(String routingKey) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("routing_key", routingKey);
    message.put("event_action", action);
    message.put("dedup_key", key);
    if (!payload.isEmpty()) {
      message.put("client", "Salvaguarda");
      message.put("payload", payload);
    }
    return message;
  }
}
