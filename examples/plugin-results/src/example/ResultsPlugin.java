package example;

import org.eobench.core.spi.PluginModule;

/** Adds a format of results. */
public final class ResultsPlugin extends PluginModule {
  @Override
  protected void configure() {
    resultWriter("html", new HtmlWriter());
  }
}
