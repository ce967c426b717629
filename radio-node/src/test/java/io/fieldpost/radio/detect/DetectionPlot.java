package io.fieldpost.radio.detect;

import io.fieldpost.radio.simulation.CityBand;
import io.fieldpost.radio.simulation.SpectralShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws precision and recall of detection over SNR, for the synthetic city with all its stations equally far above the noise, as SVG, and
 * prints the figures:
 *
 * <pre>
 * ./mvnw -q test-compile -pl radio-node -am
 * java -cp radio-node/target/test-classes:radio-node/target/classes \
 *     io.fieldpost.radio.detect.DetectionPlot docs/images/radio-detection.svg
 * </pre>
 */
final class DetectionPlot {
    private static final int ROWS = 500;
    private static final int FIRST_DB = -12;
    private static final int LAST_DB = 10;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;

    private record Curve(String label, String colour, ToDoubleFunction<CityScore> value) {}

    private static final List<Curve> CURVES = List.of(
            new Curve("recall, FM broadcast (173 kHz)", "#1b6ca8", score -> score.recall(SpectralShape.FM_BROADCAST)),
            new Curve("recall, narrow FM (17 kHz)", "#2a9d5c", score -> score.recall(SpectralShape.NARROW_FM)),
            new Curve("recall, AM (10 kHz)", "#c77700", score -> score.recall(SpectralShape.AM)),
            new Curve("recall, carrier", "#8a4fbf", score -> score.recall(SpectralShape.CARRIER)),
            new Curve("precision, all", "#c0392b", CityScore::precision));

    private DetectionPlot() {}

    public static void main(String[] args) throws IOException {
        List<CityScore> scores = new ArrayList<>();
        for (int db = FIRST_DB; db <= LAST_DB; db++) {
            CityScore score = new CityScore(CityBand.at(db, 100 + db)).run(ROWS);
            scores.add(score);
            System.out.printf(Locale.ROOT, "%3d dB:", db);
            for (Curve curve : CURVES) {
                System.out.printf(Locale.ROOT, "  %s %.4f", curve.label, curve.value.applyAsDouble(score));
            }
            System.out.println();
        }
        Files.writeString(Path.of(args[0]), svg(scores));
    }

    private static String svg(List<CityScore> scores) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + WIDTH + 30,
                TOP + HEIGHT + 60));
        text(
                svg,
                LEFT,
                22,
                "start",
                "Detection in a synthetic city band: 40 stations, 10 kHz cells, 16 looks, 1 false emission a day");
        axes(svg);
        for (int i = 0; i < CURVES.size(); i++) {
            draw(svg, CURVES.get(i), scores, TOP + HEIGHT - 30 - 18 * (CURVES.size() - 1 - i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void axes(StringBuilder svg) {
        for (int share = 0; share <= 10; share += 2) {
            double y = y(share / 10.0);
            line(svg, LEFT, y, LEFT + WIDTH, y);
            text(svg, LEFT - 8, y + 4, "end", 10 * share + " %");
        }
        for (int db = FIRST_DB; db <= LAST_DB; db += 2) {
            line(svg, x(db), TOP, x(db), TOP + HEIGHT);
            text(svg, x(db), TOP + HEIGHT + 18, "middle", Integer.toString(db));
        }
        text(svg, LEFT + WIDTH / 2.0, TOP + HEIGHT + 42, "middle", "SNR in the station's own bandwidth, dB");
    }

    private static void draw(StringBuilder svg, Curve curve, List<CityScore> scores, double labelY) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < scores.size(); i++) {
            double value = curve.value.applyAsDouble(scores.get(i));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(FIRST_DB + i), y(value)));
        }
        svg.append(String.format(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
                curve.colour, points.toString().strip()));
        double at = LEFT + WIDTH - 230;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"240\" height=\"18\" fill=\"white\"/>"
                        + "<rect x=\"%.0f\" y=\"%.0f\" width=\"16\" height=\"4\" fill=\"%s\"/>%n",
                at - 6,
                labelY - 13,
                at,
                labelY - 6,
                curve.colour));
        text(svg, at + 22, labelY, "start", curve.label);
    }

    private static double x(double db) {
        return LEFT + (db - FIRST_DB) * WIDTH / (double) (LAST_DB - FIRST_DB);
    }

    private static double y(double share) {
        return TOP + HEIGHT * (1 - share);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
