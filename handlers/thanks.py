"""感谢: somebody thanks somebody; counted in the digest."""

from handlers._entries import Entries
from reading.fields import Text, Thanked
from reading.kind import Kind

KIND = Kind(
    name="thanks",
    label="感谢",
    titles=("点赞", "感谢"),
    fields=(Text("text", "内容", needed=True, ask="请问想感谢什么？", sample="谢谢半夜送药"), Thanked()),
    example="#感谢 刘护士，采样动作很轻",
    help="点赞、感谢",
    plain="thanks",
    list_titles=("感谢", "点赞", "点个赞", "多谢", "谢谢", "致谢", "致敬", "感恩", "比心", "表扬", "谢意"),
    digest="感谢",
    columns=("text", "to"),
)


entries = Entries(KIND)
handle, complete, amend, withdraw = entries.handle, entries.complete, entries.amend, entries.withdraw
