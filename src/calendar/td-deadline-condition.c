/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-private.h"

/* Longer conditions are sentences. */
#define MAX_CONDITION 70

/* What a deadline may follow. "theo dõi" (to watch) and "theo đó" (accordingly) are not among them.
 */
#define UPSTREAM                                                                                                                         \
  "kế hoạch|hướng dẫn|quyết định|quy định|tiến độ|đề xuất|chỉ đạo|yêu cầu|lịch|chương trình"     \
  "|văn bản|công văn|thông báo|lộ trình|thời gian|thời hạn|thời điểm|phân công|nghị quyết"                    \
  "|chỉ thị|nghị định|thông tư|đề án|đợt|nhu cầu|thực tế|tình hình|kết luận|ý kiến|quy chế"           \
  "|phân cấp|chức năng|nhiệm vụ|giấy mời|công điện|luật|pháp luật|dự án|phương án|đặc thù"              \
  "|điều kiện|kỳ|kì|kết quả|kiến nghị|đơn đặt hàng|hợp đồng|quy trình|triển khai|sự chỉ đạo|biểu" \
  "|chế độ|giai đoạn|phê duyệt|khung|tổ chức|chiến lược|cam kết|tháng của|cấp|bộ|sở|ubnd|hđnd"           \
  "|trung ương|tỉnh|thành phố|ngành"

/* What a deadline may come after. */
#define EVENT                                                                                                                           \
  "khi|hội nghị|cuộc họp|kỳ họp|kì họp|đợt|mỗi|kết thúc|tết|lễ|khai giảng|tổng kết|sơ kết|tuyển " \
  "dụng"                                                                                                                              \
  "|kiểm tra|thanh tra|sáp nhập|sắp xếp|ban hành|phê duyệt|kỳ thi|kì thi|kỳ nghỉ|kì nghỉ|đại hội"

/* After "khi". */
#define OCCURRENCE                                                                                                                   \
  "có|được|nhận|phát sinh|kết thúc|hoàn thành|cần|ban hành|đủ|xảy ra|thay đổi|cấp trên|bộ|sở|ubnd"    \
  "|ủy ban|chính phủ|trung ương|quốc hội|hđnd|tỉnh|thành phố|luật|nghị|quyết|đề án|kế hoạch|dự án" \
  "|văn bản|hướng dẫn|thông tư|triển khai|thực hiện|cơ quan|đơn vị|phần mềm|hệ thống|tổ chức|các"  \
  "|nhiệm vụ|học kỳ|học kì|năm học"

/* Words that make a sentence of it; without marks they are too many words ("để", "đề"). */
#define ALWAYS_SENTENCE                                                                            \
  "phải|nhằm|là|gồm|đạt|chiếm|đã|sẽ|để|đảm bảo|bảo đảm|góp phần|tăng|giảm|nên|thì"
/* Words that make a sentence of it behind a comma. */
#define CLAUSE_SENTENCE                                                                                                        \
  "tổ chức|thực hiện|triển khai|xây dựng|tham mưu|kiểm tra|phối hợp|chủ trì|báo cáo|tiếp nhận"    \
  "|trả|được|có|cần|yêu cầu|ban hành|gửi|trình|hoàn thành|rà soát|tuyên truyền|xử lý|giải quyết" \
  "|quyết định|cung cấp|công khai|đề nghị|chịu trách nhiệm|không|giao|nâng cao|tiếp tục|tập trung"

/* Whether the tokens from the reader's place on are no condition but a sentence about something. */
static gboolean
is_sentence (const TdDeadlineReader *reader)
{
  TdDeadlineReader look = *reader;
  gboolean comma = FALSE;
  guint n = 0;

  for (; td_deadline_reader_peek (&look, 0) != NULL; look.at++, n++)
    {
      const TdToken *token = td_deadline_reader_peek (&look, 0);

      if (token->type == TD_TOKEN_MARK)
        {
          comma = comma || *token->kept == ',' || *token->kept == ':';
          if (*token->kept == '.' && td_deadline_reader_peek (&look, 1) != NULL &&
              td_deadline_reader_peek (&look, 1)->type == TD_TOKEN_WORD)
            comma = TRUE;
          continue;
        }
      if (n > 1 && !look.unmarked && td_deadline_reader_at (&look, ALWAYS_SENTENCE) &&
          !td_deadline_reader_at (&look, "giảm nghèo"))
        return TRUE;
      if (comma && td_deadline_reader_at (&look, CLAUSE_SENTENCE))
        return TRUE;
    }

  return n > MAX_CONDITION;
}

static gboolean
take_rest (TdDeadlineReader *reader, guint from, TdDeadlineKind kind, TdDeadline *deadline)
{
  g_free (deadline->condition);
  deadline->condition = td_deadline_reader_dup_words (reader, from, reader->tokens->len);
  deadline->kind = kind;
  reader->at = reader->tokens->len;

  return TRUE;
}

/* "trong vòng 5 ngày làm việc kể từ khi …", "chậm nhất 3 ngày sau …" */
static gboolean
at_delay (TdDeadlineReader *reader)
{
  guint at = reader->at;
  int n;
  gboolean is_delay, prefixed;

  prefixed = td_deadline_reader_accept (reader,
                                        "trong vòng|trong thời hạn|trong thời gian|trong|chậm nhất "
                                        "là|chậm nhất|sau|trước|không quá|tối đa");
  is_delay = td_deadline_reader_accept_count (reader, 366, &n) &&
             td_deadline_reader_accept (reader, "ngày|giờ|tuần|tháng|tiếng") &&
             (td_deadline_reader_accept (reader, "làm việc") || TRUE) &&
             ((prefixed && td_deadline_reader_peek (reader, 0) == NULL) ||
              td_deadline_reader_at (reader, "kể từ|tính từ|từ|sau|trước|khi"));
  reader->at = at;

  return is_delay;
}

static gboolean
at_event (TdDeadlineReader *reader)
{
  guint at = reader->at;
  gboolean is_event;

  td_deadline_reader_accept (reader, "ngay");
  if (td_deadline_reader_accept (reader, "tại"))
    is_event = td_deadline_reader_at (reader, "kỳ họp|kì họp|phiên họp|hội nghị|đại hội");
  else if (td_deadline_reader_accept (reader, "sau|trước"))
    is_event = td_deadline_reader_at (reader, EVENT);
  else if (td_deadline_reader_accept (reader, "khi"))
    is_event = td_deadline_reader_at (reader, OCCURRENCE);
  else if (td_deadline_reader_accept (reader, "kết thúc|đầu|cuối"))
    is_event = td_deadline_reader_at (reader, "học kỳ|học kì");
  else
    is_event = td_deadline_reader_at (reader, "đột xuất") &&
               (td_deadline_reader_peek (reader, 2) == NULL ||
                !td_deadline_reader_at (reader, "đột xuất và"));
  reader->at = at;

  return is_event;
}

gboolean
td_deadline_read_condition (TdDeadlineReader *reader, TdDeadline *deadline)
{
  guint at = reader->at;

  if (is_sentence (reader))
    return FALSE;

  if (td_deadline_reader_accept (reader, "tùy"))
    {
      td_deadline_reader_accept (reader, "theo|vào|thuộc vào|thuộc");
      if (td_deadline_reader_at (reader, UPSTREAM))
        return take_rest (reader, at, TD_DEADLINE_PER_UPSTREAM, deadline);
    }
  else if (td_deadline_reader_accept (reader, "theo"))
    {
      td_deadline_reader_accept (reader, "đúng|từng|các|sự");
      if (td_deadline_reader_at (reader, UPSTREAM))
        return take_rest (reader, at, TD_DEADLINE_PER_UPSTREAM, deadline);
    }
  else if (at_delay (reader) || at_event (reader))
    return take_rest (reader, at, TD_DEADLINE_AFTER_EVENT, deadline);
  reader->at = at;

  return FALSE;
}
