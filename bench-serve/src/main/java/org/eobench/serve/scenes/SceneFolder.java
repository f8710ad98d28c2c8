package org.eobench.serve.scenes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.serve.image.ImageFormat;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images, which is read and never written. Each listing looks at the folder again;
 * headers are read once. Symbolic links and hidden files are not listed.
 */
public final class SceneFolder {
  /** Most scenes that are listed, the first by name. */
  static final int MOST = 1000;

  private static final int DEPTH = 8;
  private static final int ID_BYTES = 8;

  private final Path root;
  private final ServiceLimits limits;
  private Map<String, Scene> known = Map.of();

  /**
   * @throws BenchException if it is not a folder
   */
  public SceneFolder(Path folder, ServiceLimits limits) {
    this.limits = limits;
    try {
      root = folder.toRealPath();
    } catch (IOException missing) {
      throw missing(folder);
    }
    if (!Files.isDirectory(root)) {
      throw missing(folder);
    }
  }

  private static BenchException missing(Path folder) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("NoFolder", "there is no folder of scenes")
            .at(folder.toString())
            .expecting("a folder with GeoTIFFs, or with .npy or .npz files")
            .next("give another `--scenes FOLDER`, or leave it out"));
  }

  /**
   * What the folder holds.
   *
   * @param scenes the first by name
   * @param leftOut number of others
   */
  public record Listing(List<Scene> scenes, int leftOut) {
    public Listing {
      scenes = List.copyOf(scenes);
    }
  }

  /** The scenes that the folder holds now. */
  public synchronized Listing list() throws IOException {
    SortedMap<String, Path> files = files();
    Map<String, Scene> found = new LinkedHashMap<>();
    for (Map.Entry<String, Path> entry : files.entrySet()) {
      if (found.size() == MOST) {
        break;
      }
      Scene scene = scene(entry.getKey(), entry.getValue());
      found.put(scene.id(), scene);
    }
    known = found;
    return new Listing(new ArrayList<>(found.values()), files.size() - found.size());
  }

  /**
   * A scene of the last listing.
   *
   * @throws Refusal if there is none with this id, or its file became something else
   */
  public synchronized Scene scene(String id) throws IOException {
    if (!known.containsKey(id)) {
      list();
    }
    Scene scene = known.get(id);
    // Between listing and opening, a folder may have become a link to somewhere else.
    if (scene == null
        || !Files.isRegularFile(scene.file(), LinkOption.NOFOLLOW_LINKS)
        || !scene.file().toRealPath().equals(scene.file())) {
      throw Refusal.of(
          Refusal.NOT_FOUND,
          Problem.of("UnknownScene", "there is no such scene")
              .expecting("an id that GET /scenes lists"));
    }
    return scene;
  }

  private SortedMap<String, Path> files() throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || !isHidden(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && !isHidden(file) && ImageFormat.named(name) != null) {
              files.put(name, file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE; // a file of somebody else is no scene
          }
        });
    return files;
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private Scene scene(String name, Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Scene unread =
        new Scene(
            id(name),
            name,
            file,
            attributes.size(),
            attributes.lastModifiedTime().toMillis(),
            0,
            0,
            null);
    Scene before = known.get(unread.id());
    return before != null && before.isSame(unread) ? before : described(unread);
  }

  private Scene described(Scene scene) {
    if (ImageFormat.named(scene.name()) != ImageFormat.GEOTIFF) {
      return scene;
    }
    try {
      GeoTiffInfo info = GeoTiffReader.info(scene.file());
      boolean large = info.height() > limits.pixels() / info.width();
      return described(
          scene,
          info.height(),
          info.width(),
          large
              ? String.format(
                  Locale.ROOT, "more than the %d pixels that are shown", limits.pixels())
              : null);
    } catch (BenchException unreadable) {
      Problem problem = unreadable.problems().get(0);
      return described(scene, 0, 0, problem.what().replace(scene.file().toString(), scene.name()));
    }
  }

  private static Scene described(Scene scene, int height, int width, @Nullable String problem) {
    return new Scene(
        scene.id(),
        scene.name(),
        scene.file(),
        scene.bytes(),
        scene.modified(),
        height,
        width,
        problem);
  }

  private static String id(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
