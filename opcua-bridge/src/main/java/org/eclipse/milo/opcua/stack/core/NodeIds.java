package org.eclipse.milo.opcua.stack.core;

import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.jspecify.annotations.NullMarked;

/**
 * Stands in the place of Milo's class of this name, which it comes before on the class path: ids of nodes in OPC UA's own namespace
 * (Part 6, annex A). Milo's has all 14,000, which take 2 MB as soon as one is used; these are those that the product, its tests and
 * Milo's client and server use. What else is wanted is added here.
 */
@NullMarked
public class NodeIds {
    public static final NodeId Boolean = of(1);
    public static final NodeId SByte = of(2);
    public static final NodeId Byte = of(3);
    public static final NodeId Int16 = of(4);
    public static final NodeId UInt16 = of(5);
    public static final NodeId Int32 = of(6);
    public static final NodeId UInt32 = of(7);
    public static final NodeId Int64 = of(8);
    public static final NodeId Float = of(10);
    public static final NodeId Double = of(11);
    public static final NodeId String = of(12);
    public static final NodeId DateTime = of(13);
    public static final NodeId Guid = of(14);
    public static final NodeId ByteString = of(15);
    public static final NodeId XmlElement = of(16);
    public static final NodeId NodeId = of(17);
    public static final NodeId ExpandedNodeId = of(18);
    public static final NodeId StatusCode = of(19);
    public static final NodeId QualifiedName = of(20);
    public static final NodeId LocalizedText = of(21);
    public static final NodeId Structure = of(22);
    public static final NodeId BaseDataType = of(24);
    public static final NodeId Number = of(26);
    public static final NodeId Integer = of(27);
    public static final NodeId UInteger = of(28);
    public static final NodeId Enumeration = of(29);
    public static final NodeId Image = of(30);
    public static final NodeId References = of(31);
    public static final NodeId NonHierarchicalReferences = of(32);
    public static final NodeId HierarchicalReferences = of(33);
    public static final NodeId HasChild = of(34);
    public static final NodeId Organizes = of(35);
    public static final NodeId HasEventSource = of(36);
    public static final NodeId HasModellingRule = of(37);
    public static final NodeId HasEncoding = of(38);
    public static final NodeId HasDescription = of(39);
    public static final NodeId HasTypeDefinition = of(40);
    public static final NodeId HasSubtype = of(45);
    public static final NodeId HasProperty = of(46);
    public static final NodeId HasComponent = of(47);
    public static final NodeId HasNotifier = of(48);
    public static final NodeId HasOrderedComponent = of(49);
    public static final NodeId BaseObjectType = of(58);
    public static final NodeId FolderType = of(61);
    public static final NodeId BaseVariableType = of(62);
    public static final NodeId BaseDataVariableType = of(63);
    public static final NodeId PropertyType = of(68);
    public static final NodeId ModellingRule_Mandatory = of(78);
    public static final NodeId ModellingRule_Optional = of(80);
    public static final NodeId RootFolder = of(84);
    public static final NodeId ObjectsFolder = of(85);
    public static final NodeId TypesFolder = of(86);
    public static final NodeId NamingRuleType = of(120);
    public static final NodeId Duration = of(290);
    public static final NodeId UtcTime = of(294);
    public static final NodeId LocaleId = of(295);
    public static final NodeId Argument = of(296);
    public static final NodeId HistoryData = of(656);
    public static final NodeId DataChangeNotification_Encoding_DefaultBinary = of(811);
    public static final NodeId SessionDiagnosticsDataType = of(865);
    public static final NodeId SessionSecurityDiagnosticsDataType = of(868);
    public static final NodeId SubscriptionDiagnosticsDataType = of(874);
    public static final NodeId Range = of(884);
    public static final NodeId Range_Encoding_DefaultBinary = of(886);
    public static final NodeId EUInformation = of(887);
    public static final NodeId EventNotificationList_Encoding_DefaultBinary = of(916);
    public static final NodeId ServerType = of(2004);
    public static final NodeId SessionDiagnosticsObjectType = of(2029);
    public static final NodeId BaseEventType = of(2041);
    public static final NodeId SystemEventType = of(2130);
    public static final NodeId BaseModelChangeEventType = of(2132);
    public static final NodeId GeneralModelChangeEventType = of(2133);
    public static final NodeId ServerStatusType = of(2138);
    public static final NodeId SubscriptionDiagnosticsType = of(2172);
    public static final NodeId SessionDiagnosticsVariableType = of(2197);
    public static final NodeId SessionSecurityDiagnosticsType = of(2244);
    public static final NodeId Server = of(2253);
    public static final NodeId Server_ServerArray = of(2254);
    public static final NodeId Server_NamespaceArray = of(2255);
    public static final NodeId Server_ServerStatus_CurrentTime = of(2258);
    public static final NodeId Server_ServerStatus_State = of(2259);
    public static final NodeId Server_ServerDiagnostics = of(2274);
    public static final NodeId Server_ServerDiagnostics_EnabledFlag = of(2294);
    public static final NodeId DataItemType = of(2365);
    public static final NodeId AnalogItemType = of(2368);
    public static final NodeId SemanticChangeEventType = of(2738);
    public static final NodeId FiniteStateMachineType = of(2771);
    public static final NodeId ConditionType = of(2782);
    public static final NodeId RefreshStartEventType = of(2787);
    public static final NodeId RefreshEndEventType = of(2788);
    public static final NodeId RefreshRequiredEventType = of(2789);
    public static final NodeId AcknowledgeableConditionType = of(2881);
    public static final NodeId AlarmConditionType = of(2915);
    public static final NodeId EventQueueOverflowEventType = of(3035);
    public static final NodeId AlwaysGeneratesEvent = of(3065);
    public static final NodeId ConditionType_ConditionRefresh = of(3875);
    public static final NodeId EnumValueType = of(7594);
    public static final NodeId OpcUa_BinarySchema = of(7617);
    public static final NodeId TimeZoneDataType = of(8912);
    public static final NodeId ExclusiveLimitAlarmType = of(9341);
    public static final NodeId OffNormalAlarmType = of(10637);
    public static final NodeId Server_GetMonitoredItems = of(11492);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerRead = of(11705);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite = of(11707);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall = of(11709);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse = of(11710);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerRegisterNodes = of(11711);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerTranslateBrowsePathsToNodeIds =
            of(11712);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerNodeManagement = of(11713);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall = of(11714);
    public static final NodeId YArrayItemType = of(12029);
    public static final NodeId AxisScaleEnumeration = of(12077);
    public static final NodeId AxisInformation = of(12079);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryReadData = of(12165);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryReadEvents = of(12166);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryUpdateData = of(12167);
    public static final NodeId Server_ServerCapabilities_OperationLimits_MaxNodesPerHistoryUpdateEvents = of(12168);
    public static final NodeId RsaSha256ApplicationCertificateType = of(12560);
    public static final NodeId Server_ResendData = of(12873);
    public static final NodeId ServerConfiguration_CertificateGroups_DefaultHttpsGroup = of(14088);
    public static final NodeId ServerConfiguration_CertificateGroups_DefaultUserTokenGroup = of(14122);
    public static final NodeId ServerConfiguration_CertificateGroups_DefaultApplicationGroup = of(14156);
    public static final NodeId AnalogUnitType = of(17497);
    public static final NodeId AnalogUnitRangeType = of(17570);

    private NodeIds() {}

    private static NodeId of(int number) {
        return new NodeId(0, Unsigned.uint(number));
    }
}
