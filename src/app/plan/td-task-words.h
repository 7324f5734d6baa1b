/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Between the cells of a task as they are printed and the fields of its panel. */
char *td_task_words_products_to_lines (const char *value, gconstpointer row, gpointer user_data);
char *td_task_words_lines_to_products (const char *lines, gconstpointer row, gpointer user_data);
char *td_task_words_show_number (const char *value, gconstpointer row, gpointer user_data);
char *td_task_words_plain_number (const char *value, gconstpointer row, gpointer user_data);

G_END_DECLS
