/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-splitter.h"

#include <string.h>

#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-text.h"

/* A cell that is longer is no list of offices. */
#define MAX_CELL 8192

/* How the names of offices begin. In capitals a name of its own begins here; "các" also in small.
 */
#define HEADS                                                                                                                               \
  "(?:Văn phòng|VP|Phòng|Thanh tra|Sở|UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Trung tâm|TT|Đơn vị|Ban|"                        \
  "Bộ phận|Bộ|Tổ|Trường|Công đoàn|Cục|Chi cục|Kho bạc|Bảo hiểm|Công an|Hội|Đoàn|Đài|Báo|Cổng|Các|"       \
  "Toàn|Lãnh đạo|Giám đốc|Phó Giám đốc|Thủ trưởng|Trưởng|Hiệu trưởng|Viện|Học viện|Đại học|Cơ sở|" \
  "Cơ quan|Chuyên viên|Cán bộ|Những|Tỉnh|Thành phố|Chánh|Tổ chức, cá nhân|Người)\\b"

TD_PATTERN_EXACT (head_pattern, "^(?:" HEADS "|các\\s)")
TD_PATTERN (any_head_pattern, "^(?:" HEADS "|đ/c\\b|đồng chí\\b)")
TD_PATTERN (group_pattern, "^(?:các|đ/c|đồng chí)\\s")
TD_PATTERN_EXACT (small_head_pattern,
                  "^(?:phòng|đơn vị|trường|trung tâm|thanh tra|văn phòng|tổ|ban|cơ sở|trưởng|hiệu "
                  "trưởng|thủ trưởng|lãnh đạo)\\b")
TD_PATTERN (complete_pattern,
            "\\b(?:thuộc|trực thuộc|sở|gdđt|gd&đt|liên quan|ngành|tỉnh|thành phố|chuyên môn)\\b")
TD_PATTERN_EXACT (bare_group_pattern, "^[Cc]ác\\s+[Pp]hòng$")
TD_PATTERN_EXACT (short_name_pattern, "^[\\p{Lu}][\\p{Lu}\\p{Ll}\\d&.\\-–]*\\p{Lu}[\\p{L}\\d&.]*$")
TD_PATTERN_EXACT (short_end_pattern,
                  "(?:^|\\s)[\\p{Lu}][\\p{Lu}\\p{Ll}\\d&.\\-–]*\\p{Lu}[\\p{L}\\d&.]*$")
TD_PATTERN (two_part_name_pattern,
            "(?:khảo thí|kiểm định|chính trị|thi đua|hành chính|chất lượng(?: giáo dục)?)$")
TD_PATTERN (room_name_pattern,
            "^(?:tổ chức cán bộ|tổ chức - |kế hoạch|giáo dục (?:trung học|tiểu học|mầm non|phổ "
            "thông|thường "
            "xuyên|nghề nghiệp|dân tộc|chính trị)|khảo thí|chính trị|công tác (?:chính trị|học "
            "sinh)|học sinh|"
            "quản lý (?:chất lượng|đào tạo)|nghiệp vụ)")
TD_PATTERN_EXACT (inline_dash_pattern,
                  "(?:^|\\s|[.;,])[-–—+•]\\s*(?=(?:" HEADS
                  "|Chủ trì|Phối hợp|Giao|các\\s+phòng|các\\s+đơn))")

/* A name with a dash may be broken before it: "Phòng Kế hoạch" "- Tài chính". */
TD_PATTERN (first_half_pattern, "\\b(?:kế hoạch|tổ chức|khảo thí|hành chính|mầm non)$")
TD_PATTERN (
    second_half_pattern,
    "^[-–—]\\s*(?:tài chính|tài vụ|hành chính|cán bộ|quản lý|kiểm định|tổng hợp|tiểu học)\\b")

/* What an office does: the name before it ends here. In small letters only, for "Phòng Tổ chức". */
#define VERBS                                                                                                                             \
  "thực hiện|triển khai|xây dựng|tham mưu|gửi|trình|tổ chức(?! cán bộ)|rà soát|ban hành|tổng hợp|"             \
  "báo cáo|hướng dẫn|kiểm tra|đề xuất|đôn đốc|theo dõi|để|nhằm|hoàn thiện|hoàn chỉnh|cập nhật|"        \
  "lập|soạn|soạn thảo|theo|chủ động|tiến hành|thẩm định|khảo sát|phổ biến|tuyên truyền|vận hành|"       \
  "cung cấp|đảm bảo|bảo đảm|giải quyết|xử lý|làm|là|có trách nhiệm|chịu trách nhiệm|nghiên cứu|"         \
  "tiếp tục|xem xét|chỉ đạo|giúp|thống kê|tiếp nhận|công khai|công bố|niêm yết|đăng tải|số hóa|"          \
  "số hoá|kiểm soát|hỗ trợ|tập huấn|bồi dưỡng|mở|cử|góp ý|chuẩn bị|đăng ký|phê duyệt|điều chỉnh|" \
  "sắp xếp|trong việc|trong công tác|trong quá trình|căn cứ|tăng cường|đẩy mạnh|nâng "                             \
  "cao|(?<![Gg]iáo dục )thường "                                                                                                    \
  "xuyên|"                                                                                                                               \
  "phân công|tham gia|lấy ý kiến|kịp thời|đưa|nhập|khai thác|chấm điểm|tự đánh giá|đo "                        \
  "lường|chuẩn hóa|chuẩn hoá"

/* What stands right behind these words is what an office is called after ("Bộ phận tiếp nhận và
 * trả kết quả"), unless it is any office ("các phòng thực hiện"). */
#define NOT_NAMED                                                                                        \
  "(?:(?<![Pp]hòng)|(?<=[Vv]ăn phòng)|(?<=[Cc]ác phòng))(?<![Bb]ộ phận)(?<!\\bTổ)(?<!\\bBan)" \
  "(?<![Tt]rung tâm)(?<![Hh]ội đồng)"

TD_PATTERN_EXACT (verb_pattern, "(?:^|" NOT_NAMED "[\\s,])(?:" VERBS ")(?![\\p{L}\\d])")
TD_PATTERN (lead_pattern, "(?:^|[\\s,(])(?:làm\\s+)?(?:chủ trì|đầu mối)(?![\\p{L}\\d])")
TD_PATTERN (
    partner_pattern,
    "(?:^|[\\s,(])phối hợp(?:\\s+(?:chặt chẽ))?(?:\\s+(?:với|cùng|giữa))?(?![\\p{L}\\d])[\\s:]*")
TD_PATTERN (label_pattern,
            "^(?:(?:các\\s+)?(?:đơn vị|cơ quan|bộ phận|phòng|đầu mối)\\s+)?(?:(chủ trì|đầu "
            "mối|thực hiện|phụ "
            "trách|chịu trách nhiệm|tham mưu)|(phối hợp))(?:\\s+(?:thực hiện|tham mưu|chính|giải "
            "quyết))?\\s*:\\s*")
TD_PATTERN (
    inline_label_pattern,
    "(?<=\\S)(?<!đơn vị)(?<!cơ quan)(?<!bộ phận)[\\s;,.]+(?:[-–+]\\s*)?(?=(?:(?:các\\s+)?(?:đơn "
    "vị|cơ quan|bộ phận)\\s+)?(?:chủ trì|phối hợp)"
    "(?:\\s+thực hiện)?\\s*:)")
TD_PATTERN (leading_words_pattern, "^(?:giao(?:\\s+cho)?|đối với)\\s+")

static char *
clean_name (const char *text, gssize length)
{
  g_autofree char *part = td_text_clean (text, length);
  const char *start = part;

  for (;;)
    {
      g_auto (TdPlanLabel) label = { 0 };
      if (!td_plan_label_parse (start, &label) || label.style < TD_LABEL_ARABIC)
        break;
      start += label.length;
    }
  char *name = g_strdup (start);
  td_plan_text_trim_end (name, ";,.:-/");

  return name;
}

static void
add_name (GPtrArray *names, const char *text, gssize length)
{
  g_autofree char *name = clean_name (text, length);

  if (*name != '\0')
    g_ptr_array_add (names, g_steal_pointer (&name));
}

/* Whether the comma between @before and @after separates two offices, or stands inside a name
 * ("Khảo thí, QLCL") or phrase ("các quận, huyện"). RULE plan/unit-comma */
static gboolean
comma_separates (const char *before, const char *after)
{
  if (td_pattern_matches (head_pattern (), after))
    {
      gboolean group = td_pattern_matches (bare_group_pattern (), before);
      return !(group && g_str_has_prefix (after, "Ban"));
    }
  if (td_pattern_matches (two_part_name_pattern (), before))
    return FALSE;
  if (td_pattern_matches (small_head_pattern (), after))
    return td_plan_text_count_words (before) >= 3 &&
           td_pattern_matches (complete_pattern (), before);
  if (td_pattern_matches (room_name_pattern (), after))
    return g_unichar_isupper (g_utf8_get_char (after));

  g_autofree char *first = g_strndup (after, strcspn (after, " ,;"));
  if (td_pattern_matches (short_name_pattern (), first))
    return td_pattern_matches (short_end_pattern (), before) || g_str_equal (before, "Văn phòng") ||
           g_str_equal (before, "Văn phòng Sở") || g_str_has_prefix (before, "Thanh tra");

  return FALSE;
}

/* Adds the offices of a text without breaks and semicolons. */
static void
split_at_commas (const char *text, GPtrArray *names)
{
  const char *start = text;
  int depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      depth += *p == '(' ? 1 : *p == ')' && depth > 0 ? -1 : 0;
      if (*p != ',' || depth > 0)
        continue;

      g_autofree char *before = clean_name (start, p - start);
      g_autofree char *after = td_text_clean (p + 1, -1);
      if (!comma_separates (before, after))
        continue;

      add_name (names, start, p - start);
      start = p + 1;
    }
  add_name (names, start, -1);
}

static void
split_segment (const char *text, GPtrArray *names)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) dashed = g_regex_split (inline_dash_pattern (), parts[i], 0);
      for (guint j = 0; dashed[j] != NULL; j++)
        split_at_commas (dashed[j], names);
    }
}

/* A line that goes on with a small letter belongs to the line before it: a narrow cell was broken.
 */
static GPtrArray *
logical_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = td_text_clean (lines[i], -1);
      if (*line == '\0')
        continue;

      char *last = joined->len > 0 ? joined->pdata[joined->len - 1] : NULL;
      gboolean goes_on = last != NULL && !td_plan_text_ends_with (last, ";.:,") &&
                         (td_pattern_matches (second_half_pattern (), line)
                              ? td_pattern_matches (first_half_pattern (), last)
                              : g_unichar_islower (g_utf8_get_char (line)) &&
                                    !td_pattern_matches (group_pattern (), line));
      if (goes_on)
        {
          joined->pdata[joined->len - 1] = g_strconcat (last, " ", line, NULL);
          g_free (last);
        }
      else
        g_ptr_array_add (joined, g_steal_pointer (&line));
    }

  return joined;
}

/**
 * td_unit_splitter_split:
 * @text: (nullable): a cell that lists offices
 *
 * Offices are set apart by line ends and semicolons, by dashes before a name, and by commas outside
 * names and phrases.
 *
 * Returns: (transfer full) (element-type utf8): the offices as printed, without list marks
 */
GPtrArray *
td_unit_splitter_split (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  if (text == NULL)
    return names;
  if (strlen (text) > MAX_CELL)
    {
      g_ptr_array_add (names, td_text_clean (text, -1));
      return names;
    }

  g_autoptr (GPtrArray) lines = logical_lines (text);
  for (guint i = 0; i < lines->len; i++)
    split_segment (lines->pdata[i], names);

  return names;
}

static void
add_split (const char *text, gsize length, GPtrArray *units)
{
  g_autofree char *part = g_strndup (text, length);
  g_autoptr (GPtrArray) names = td_unit_splitter_split (part);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      if (!g_ptr_array_find_with_equal_func (units, name, g_str_equal, NULL))
        g_ptr_array_add (units, g_strdup (name));
    }
}

/* Bytes of the names at the beginning of @text, up to what is done with them. */
static gsize
names_length (const char *text)
{
  int start, end;
  gsize length = strcspn (text, ".");

  while (text[length] == '.' && text[length + 1] != '\0' && text[length + 1] != ' ')
    length += 1 + strcspn (text + length + 1, ".");
  if (td_pattern_find (verb_pattern (), text, &start, &end))
    length = MIN (length, (gsize) start);

  return length;
}

/* One sentence: "X chủ trì, phối hợp với Y thực hiện", "X phối hợp Y", "X triển khai ...". */
static void
read_sentence (const char *sentence, GPtrArray *lead, GPtrArray *coordinating)
{
  int lead_start, lead_end, partner_start, partner_end;
  g_autofree char *text = g_regex_replace (leading_words_pattern (), sentence, -1, 0, "", 0, NULL);
  gboolean has_lead = td_pattern_find (lead_pattern (), text, &lead_start, &lead_end);
  gboolean has_partner = td_pattern_find (partner_pattern (), text, &partner_start, &partner_end);
  gsize partners = has_partner ? names_length (text + partner_end) : 0;

  if (has_lead && (!has_partner || lead_start < partner_start))
    {
      g_autofree char *before = g_strndup (text, lead_start);
      if (td_text_is_blank (before))
        add_split (text + lead_end,
                   has_partner ? (gsize) (partner_start - lead_end)
                               : names_length (text + lead_end),
                   lead);
      else
        add_split (text, lead_start, lead);
      if (has_partner)
        add_split (text + partner_end, partners, coordinating);
      return;
    }
  if (has_partner)
    {
      g_autofree char *named = td_text_clean (text + partner_end, partners);
      gboolean lonely = *named == '\0';
      if (partner_start > 0)
        add_split (text, partner_start, lonely ? coordinating : lead);
      if (!lonely)
        add_split (text + partner_end, partners, coordinating);
      return;
    }
  add_split (text, names_length (text), lead);
}

static void
read_piece (const char *piece, GPtrArray **current, GPtrArray *lead, GPtrArray *coordinating)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = clean_name (piece, -1);
  gboolean sentence =
      td_pattern_matches (lead_pattern (), text) || td_pattern_matches (partner_pattern (), text);

  g_strdelimit (text, "\n", ' ');
  g_autofree char *open = g_strconcat (text, td_plan_text_ends_with (piece, ":") ? ":" : "", NULL);
  if (g_regex_match (label_pattern (), open, 0, &match))
    {
      g_autofree char *leads = g_match_info_fetch (match, 1);
      int end;
      g_match_info_fetch_pos (match, 0, NULL, &end);
      *current = leads != NULL && *leads != '\0' ? lead : coordinating;
      add_split (open + end, strlen (open + end), *current);
    }
  else if (*current != NULL && !sentence)
    add_split (text, strlen (text), *current);
  else
    read_sentence (text, lead, coordinating);
}

/**
 * td_unit_splitter_read_assignment:
 * @text: (nullable): a cell that says in free words who leads and who helps
 * @lead: (element-type utf8): leading offices are added here
 * @coordinating: (element-type utf8): coordinating offices are added here
 *
 * Reads labelled lists ("Đơn vị chủ trì: X"), sentences ("X chủ trì, phối hợp với Y thực hiện",
 * "X phối hợp Y", "X triển khai ...") and lists of sentences with an office each. A plain list of
 * offices is a list of leaders.
 */
void
td_unit_splitter_read_assignment (const char *text, GPtrArray *lead, GPtrArray *coordinating)
{
  if (text == NULL || strlen (text) > MAX_CELL)
    return;

  GPtrArray *current = NULL;
  g_autoptr (GPtrArray) lines = logical_lines (text);
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) labelled = g_regex_split (inline_label_pattern (), lines->pdata[i], 0);
      for (guint j = 0; labelled[j] != NULL; j++)
        {
          g_auto (GStrv) pieces = g_regex_split (inline_dash_pattern (), labelled[j], 0);
          for (guint k = 0; pieces[k] != NULL; k++)
            {
              if (!td_text_is_blank (pieces[k]))
                read_piece (pieces[k], &current, lead, coordinating);
            }
        }
    }
}

/**
 * td_unit_splitter_read_partners:
 * @text: a duty of an office, in words
 * @coordinating: (element-type utf8): coordinating offices are added here
 *
 * Adds the offices that the duty itself names at its beginning: "Phối hợp với Y làm ...",
 * "Chủ trì, phối hợp với Y ...".
 */
void
td_unit_splitter_read_partners (const char *text, GPtrArray *coordinating)
{
  int start, end;
  g_autofree char *folded = td_text_fold (text);

  if (!g_str_has_prefix (folded, "phoi hop") && !g_str_has_prefix (folded, "chu tri, phoi hop") &&
      !g_str_has_prefix (folded, "chu tri phoi hop") &&
      !g_str_has_prefix (folded, "chu tri va phoi hop"))
    return;
  if (td_pattern_find (partner_pattern (), text, &start, &end))
    add_split (text + end, names_length (text + end), coordinating);
}

/**
 * td_unit_splitter_is_unit:
 * @text: (nullable): a title
 *
 * Returns: whether @text begins like the name of an office or of a group of offices
 */
gboolean
td_unit_splitter_is_unit (const char *text)
{
  return td_pattern_matches (any_head_pattern (), text);
}
