package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Takes the files that a server's archive_command pushes. The same file may come any number of
 * times, also at once: PostgreSQL repeats what it got no answer for.
 */
public final class WalPush {

  /** Histories are a line for each timeline. */
  private static final int LARGEST_NOTE = 1 << 20;

  private final WalArchive archive;
  private final Supplier<String> systemId;

  /**
   * @param systemId asks the server which cluster it is; for the first file that does not say so
   *     itself
   */
  public WalPush(WalArchive archive, Supplier<String> systemId) {
    this.archive = archive;
    this.systemId = systemId;
  }

  /**
   * @param length as announced
   * @param body read to its end, not closed
   * @throws IOException when it could not be made durable: sending it again is right
   */
  public PushOutcome take(
      String name, OptionalLong length, Optional<BodyDigest> digest, InputStream body)
      throws IOException {
    if (!WalFile.isName(name)) {
      return new PushOutcome.Malformed(
          "name", name, "the name of a file that PostgreSQL archives, as %f gives it");
    }
    InputStream bytes = digest.<InputStream>map(d -> new DigestedBody(body, d)).orElse(body);
    try {
      return switch (new WalFile("1", name).kind()) {
        case SEGMENT, LEFT_SEGMENT -> segment(name, length, bytes);
        case HISTORY, BACKUP_HISTORY -> note(name, bytes);
      };
    } catch (DigestedBody.Differs damaged) {
      return new PushOutcome.Malformed("body", "of other bytes", "what its SHA-256 says");
    } catch (RepositoryException.WalTruncated cut) {
      return new PushOutcome.Malformed("body", "of another length", "the whole file");
    } catch (RepositoryException.WalConflict other) {
      return new PushOutcome.Conflict(
          "is kept with other bytes, which stay. Two servers archive under this source, or the"
              + " cluster was set back: find out which, and stop the other.");
    } catch (RepositoryException.WalForeign other) {
      return new PushOutcome.Conflict(
          "is of another cluster than the one that is archived, "
              + other.archived()
              + ". If the source was set up anew or upgraded: salva wal adopt.");
    }
  }

  private PushOutcome segment(String name, OptionalLong length, InputStream body)
      throws IOException {
    byte[] first = body.readNBytes(SegmentHeader.BYTES);
    Optional<SegmentHeader> found = SegmentHeader.of(first);
    if (found.isEmpty()) {
      return new PushOutcome.Malformed("body", "no WAL", "a segment, as %p names it");
    }
    SegmentHeader header = found.get();
    int expected = header.segmentBytes();
    if (length.isPresent() && length.getAsLong() != expected) {
      return new PushOutcome.Malformed(
          "Content-Length", Long.toString(length.getAsLong()), expected + ", as the segment says");
    }
    if (Lsn.ofSegment(name.substring(0, 24), expected).value() != header.position()) {
      return new PushOutcome.Malformed(
          "name", name, "that of the segment that begins at " + new Lsn(header.position()));
    }
    WalFile file = new WalFile(header.systemId(), name);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), body);
    return new PushOutcome.Kept(file, expected, archive.put(file, whole, expected));
  }

  private PushOutcome note(String name, InputStream body) throws IOException {
    byte[] text = body.readNBytes(LARGEST_NOTE);
    if (text.length == 0 || text.length == LARGEST_NOTE) {
      return new PushOutcome.Malformed("body", text.length + " bytes", "a history file");
    }
    WalFile file = new WalFile(archive.current().orElseGet(systemId), name);
    return new PushOutcome.Kept(
        file, text.length, archive.put(file, new ByteArrayInputStream(text), text.length));
  }
}
