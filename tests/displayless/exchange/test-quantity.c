/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-quantity.h"

#include <math.h>

/* What is found, as "COMPARATOR VALUE UNIT" joined by " | ". */
typedef struct
{
  const char *text;
  TdQuantityMode mode;
  const char *found;
} Case;

static const Case cases[] = {
  { "100% hồ sơ đúng hạn", TD_QUANTITY_FORMAL, "= 100 %" },
  { "Tối thiểu 90 % văn bản", TD_QUANTITY_FORMAL, ">= 90 %" },
  { "đạt từ 92,5% trở lên", TD_QUANTITY_BODY, ">= 92.5 %" },
  { "đạt 95% trở lên", TD_QUANTITY_BODY, ">= 95 %" },
  { "đạt trên 87%", TD_QUANTITY_BODY, "> 87 %" },
  { "Trên 95% đơn vị", TD_QUANTITY_BODY, "> 95 %" },
  { "ở mức khoảng 50% tổng chi", TD_QUANTITY_FORMAL, "~ 50 %" },
  { "không quá 5% hồ sơ trễ hạn", TD_QUANTITY_FORMAL, "<= 5 %" },
  { "không có lĩnh vực nào trễ hạn trên 2%", TD_QUANTITY_BODY, "<= 2 %" },
  { "giao dịch không dùng tiền mặt chiếm trên 70%", TD_QUANTITY_BODY, "> 70 %" },
  { "số trường không có hồ sơ tồn đạt trên 95%", TD_QUANTITY_BODY, "> 95 %" },
  { "không để lĩnh vực nào thuộc phạm vi quản lý của ngành có hồ sơ trễ trên 3%", TD_QUANTITY_BODY,
    "<= 3 %" },
  { "dưới 3% hồ sơ", TD_QUANTITY_FORMAL, "< 3 %" },
  { "trong nhóm 10 cơ quan đứng đầu", TD_QUANTITY_BODY, "<= 10 hạng" },
  { "nhóm 2 thủ tục đã nêu", TD_QUANTITY_BODY, "" },
  { "xếp thứ 3 trở lên", TD_QUANTITY_FORMAL, "<= 3 hạng" },
  { "thành lập duy nhất 01 Đoàn kiểm tra", TD_QUANTITY_BODY, "= 1 đoàn" },
  { "ít nhất 03 hình thức tuyên truyền", TD_QUANTITY_BODY, ">= 3 hình thức" },
  { "vận hành 04 hệ thống thông tin", TD_QUANTITY_BODY, "= 4 hệ thống" },
  { "Tối thiểu 02 TTHC", TD_QUANTITY_BODY, ">= 2 tthc" },
  { "trên 300 trường học trong tỉnh", TD_QUANTITY_BODY, "" },
  { "02lần/năm", TD_QUANTITY_BODY, "= 2 lần/năm" },
  { "ít nhất 01 lần/năm", TD_QUANTITY_BODY, ">= 1 lần/năm" },
  { "ít nhất 6 tháng/lần tổ chức", TD_QUANTITY_BODY, ">= 1 lần/6 tháng" },
  { "giảm 15% TTHC và 20% chi phí", TD_QUANTITY_FORMAL, "= 15 % | = 20 %" },
  { "cao hơn so với năm 2030", TD_QUANTITY_FORMAL, "> nan %" },
  { "Không có hồ sơ trễ hẹn", TD_QUANTITY_FORMAL, "= 0 hồ sơ" },
  { "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", TD_QUANTITY_FORMAL, "" },
  { "dịch vụ công mức độ 3, mức độ 4 tại 2 cấp", TD_QUANTITY_FORMAL, "" },
  { "giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", TD_QUANTITY_FORMAL, "" },
  { "trước ngày 20/3/2031, trong tháng 6/2031", TD_QUANTITY_FORMAL, "" },
  { "không quá 05 ngày làm việc", TD_QUANTITY_BODY, "" },
  { "", TD_QUANTITY_FORMAL, "" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) found = td_quantity_find_all (c->text, c->mode);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const TdQuantity *quantity = found->pdata[i];
      g_string_append_printf (all, "%s%s %g %s", i > 0 ? " | " : "", quantity->comparator,
                              isnan (quantity->value) ? fabs (quantity->value) : quantity->value,
                              quantity->unit);
      g_assert_cmpuint (quantity->start, <, quantity->end);
      g_assert_cmpuint (quantity->end, <=, strlen (c->text));
    }
  g_assert_cmpstr (all->str, ==, c->found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/quantity/%02u", i + 1);
      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
