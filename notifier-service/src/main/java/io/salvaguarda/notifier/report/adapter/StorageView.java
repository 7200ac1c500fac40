package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.report.Outlook;
import io.salvaguarda.notifier.report.StorageOutlook;
import java.time.Instant;

/**
 * A place and when it will be full, as REST shows it.
 *
 * @param limitBytes the volume's size or the quota; null when there is none
 * @param growthBytesPerDay null when it is not known yet
 * @param outlook TOO_EARLY, NO_LIMIT, NOT_GROWING, FAR_AWAY or FULL; the list grows
 * @param fullAt null unless the outlook is FULL, like the next two
 * @param latestFullAt null as well when the growth is too uneven to say
 */
public record StorageView(
    String place,
    StorageOutlook.Sort sort,
    long usedBytes,
    Long limitBytes,
    Double growthBytesPerDay,
    String outlook,
    Instant fullAt,
    Instant earliestFullAt,
    Instant latestFullAt) {

  static StorageView of(StorageOutlook place) {
    Outlook.Full full = place.outlook() instanceof Outlook.Full known ? known : null;
    return new StorageView(
        place.place(),
        place.sort(),
        place.usedBytes(),
        place.limit().orElse(null),
        place.perDay().orElse(null),
        nameOf(place.outlook()),
        full == null ? null : full.expected(),
        full == null ? null : full.earliest(),
        full == null ? null : full.latest().orElse(null));
  }

  private static String nameOf(Outlook outlook) {
    return switch (outlook) {
      case Outlook.TooEarly early -> "TOO_EARLY";
      case Outlook.NoLimit none -> "NO_LIMIT";
      case Outlook.NotGrowing not -> "NOT_GROWING";
      case Outlook.FarAway far -> "FAR_AWAY";
      case Outlook.Full full -> "FULL";
    };
  }
}
