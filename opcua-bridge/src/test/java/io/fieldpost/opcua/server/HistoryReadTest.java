package io.fieldpost.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HistoryRead of raw values (Part 11, 6.5.3): 3000 values, one a second. */
class HistoryReadTest {
    private static final int SECONDS = 3000;

    @TempDir
    static Path directory;

    private static Plant plant;
    private static Scada scada;
    private static NodeId node;

    @BeforeAll
    static void open() throws Exception {
        plant = Plant.open(directory);
        for (int i = 0; i < SECONDS; i++) {
            plant.kept.add(Measurement.good(Plant.PRESSURE, new Value.Int(i), Plant.NOW.plusSeconds(i)));
        }
        scada = Scada.trusted(plant);
        node = Plant.node(scada, "press/pressure");
    }

    @AfterAll
    static void close() throws Exception {
        scada.close();
        plant.close();
    }

    private static DateTime at(int second) {
        return new DateTime(Plant.NOW.plusSeconds(second));
    }

    private static ReadRawModifiedDetails raw(DateTime start, DateTime end, int most, boolean bounds) {
        return new ReadRawModifiedDetails(false, start, end, UInteger.valueOf(most), bounds);
    }

    private static HistoryReadResult read(Scada scada, NodeId node, ReadRawModifiedDetails details, ByteString point)
            throws Exception {
        HistoryReadValueId id = new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, point);
        return scada.client.historyRead(details, TimestampsToReturn.Both, false, List.of(id))
                .getResults()[0];
    }

    private static HistoryReadResult read(ReadRawModifiedDetails details) throws Exception {
        return read(scada, node, details, ByteString.NULL_VALUE);
    }

    private static DataValue[] data(HistoryReadResult result) {
        HistoryData data = (HistoryData) result.getHistoryData().decode(scada.client.getStaticEncodingContext());
        return data.getDataValues();
    }

    private static List<Integer> values(HistoryReadResult result) {
        List<Integer> values = new ArrayList<>();
        for (DataValue value : data(result)) {
            values.add(((Long) value.getValue().getValue()).intValue());
        }
        return values;
    }

    private static boolean goesOn(HistoryReadResult result) {
        return result.getContinuationPoint() != null
                && result.getContinuationPoint().length() > 0;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void aSpanComesWithoutItsEndAndWithItsTimes() throws Exception {
        HistoryReadResult result = read(raw(at(10), at(20), 0, false));
        assertThat(values(result)).isEqualTo(range(10, 19));
        assertThat(data(result)[0].getSourceTime()).isEqualTo(at(10));
        assertThat(goesOn(result)).isFalse();
    }

    @Test
    void aSpanFromLaterToEarlierComesBackwards() throws Exception {
        assertThat(values(read(raw(at(20), at(17), 0, false)))).containsExactly(20, 19, 18);
    }

    @Test
    void aLongSpanComesInPagesThatGoOnWhereTheyEnded() throws Exception {
        ReadRawModifiedDetails all = raw(at(0), at(SECONDS), 0, false);
        HistoryReadResult page = read(all);
        List<Integer> seen = new ArrayList<>(values(page));
        assertThat(seen).hasSize(HistoryReads.MOST_VALUES);
        while (goesOn(page)) {
            page = read(scada, node, all, page.getContinuationPoint());
            seen.addAll(values(page));
        }
        assertThat(seen).isEqualTo(range(0, SECONDS - 1));
    }

    @Test
    void aNumberOfValuesWithOneTimeIsAllThatIsWanted() throws Exception {
        HistoryReadResult forwards = read(raw(at(100), DateTime.NULL_VALUE, 3, false));
        assertThat(values(forwards)).containsExactly(100, 101, 102);
        assertThat(goesOn(forwards)).isFalse();
        assertThat(values(read(raw(DateTime.NULL_VALUE, at(100), 3, false)))).containsExactly(100, 99, 98);
    }

    @Test
    void aNumberOfValuesInASpanIsTheSizeOfItsPages() throws Exception {
        ReadRawModifiedDetails details = raw(at(0), at(5), 2, false);
        HistoryReadResult first = read(details);
        assertThat(values(first)).containsExactly(0, 1);
        HistoryReadResult second = read(scada, node, details, first.getContinuationPoint());
        assertThat(values(second)).containsExactly(2, 3);
    }

    @Test
    void boundsAreTheValuesAtOrAroundBothEnds() throws Exception {
        DateTime between = new DateTime(Plant.NOW.plusMillis(10_500));
        DateTime later = new DateTime(Plant.NOW.plusMillis(12_500));
        assertThat(values(read(raw(between, later, 0, true)))).containsExactly(10, 11, 12, 13);
        DataValue[] before = data(read(raw(at(-5), at(1), 0, true)));
        assertThat(before[0].getStatusCode().getValue()).isEqualTo(StatusCodes.Bad_BoundNotFound);
        assertThat(before).hasSize(3);
    }

    @Test
    void aSpanWithoutValuesIsGoodAndSaysSo() throws Exception {
        HistoryReadResult result = read(raw(at(-500), at(-400), 0, false));
        assertThat(result.getStatusCode().getValue()).isEqualTo(StatusCodes.Good_NoData);
        assertThat(data(result)).isEmpty();
    }

    @Test
    void whatCanNotBeAnsweredSaysWhy() throws Exception {
        assertThat(status(raw(DateTime.NULL_VALUE, DateTime.NULL_VALUE, 5, false), node))
                .isEqualTo(StatusCodes.Bad_HistoryOperationInvalid);
        assertThat(status(raw(at(0), DateTime.NULL_VALUE, 0, false), node))
                .isEqualTo(StatusCodes.Bad_HistoryOperationInvalid);
        ReadRawModifiedDetails modified = new ReadRawModifiedDetails(true, at(0), at(5), UInteger.valueOf(0), false);
        assertThat(status(modified, node)).isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
        assertThat(status(raw(at(0), at(5), 0, false), Plant.node(scada, "press/unknown")))
                .isEqualTo(StatusCodes.Bad_NodeIdUnknown);
        assertThat(status(raw(at(0), at(5), 0, false), Plant.node(scada, "press/pressure#EURange")))
                .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
        assertThat(status(raw(at(0), at(5), 0, false), NodeIds.Server_ServerStatus_CurrentTime))
                .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
    }

    private static long status(ReadRawModifiedDetails details, NodeId of) throws Exception {
        return read(scada, of, details, ByteString.NULL_VALUE).getStatusCode().getValue();
    }

    @Test
    void aContinuationPointHoldsForItsSessionAndNodeAlone() throws Exception {
        ReadRawModifiedDetails details = raw(at(0), at(50), 5, false);
        ByteString point = read(details).getContinuationPoint();
        byte[] forged = point.bytes().clone();
        forged[7]++;
        assertThat(read(scada, node, details, ByteString.of(forged))
                        .getStatusCode()
                        .getValue())
                .isEqualTo(StatusCodes.Bad_ContinuationPointInvalid);
        assertThat(read(scada, Plant.node(scada, "press/level"), details, point)
                        .getStatusCode()
                        .getValue())
                .isEqualTo(StatusCodes.Bad_ContinuationPointInvalid);
        try (Scada other = Scada.trusted(plant)) {
            assertThat(read(other, node, details, point).getStatusCode().getValue())
                    .isEqualTo(StatusCodes.Bad_ContinuationPointInvalid);
        }
        assertThat(values(read(scada, node, details, point))).containsExactly(5, 6, 7, 8, 9);
    }
}
