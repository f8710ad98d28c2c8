package org.eobench.serve.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eobench.serve.limit.ServiceLimits;

/**
 * Closes connections whose first request does not come: the time without a byte begins anew with
 * every byte, so that a client could send one header for hours.
 */
final class FirstRequestDeadline implements Connection.Listener {
  private final Scheduler scheduler;

  FirstRequestDeadline(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    scheduler.schedule(
        () -> {
          if (connection.getMessagesIn() == 0) {
            connection.getEndPoint().close();
          }
        },
        ServiceLimits.SILENT_SECONDS,
        TimeUnit.SECONDS);
  }
}
