package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.TocReading;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An archive's bytes; its table of contents is read from them as they pass by. */
final class ListedStream extends FilterInputStream {
  private final TocReading reading;
  private Outcome<ArchiveToc> toc;

  /**
   * @throws io.salvaguarda.postgres.PostgresException when pg_restore cannot be started
   */
  ListedStream(InputStream archive, ToolContext context) {
    super(archive);
    this.reading = TocReading.start(context).orThrow();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      reading.feed(buffer, offset, count);
    } else if (count < 0 && toc == null) {
      toc = reading.end();
    }
    return count;
  }

  /**
   * @throws IllegalStateException when the archive has not been read to its end
   */
  Outcome<ArchiveToc> toc() {
    if (toc == null) {
      throw new IllegalStateException("the archive has not been read to its end");
    }
    return toc;
  }

  @Override
  public void close() {
    reading.close();
  }
}
