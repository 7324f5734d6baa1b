/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-tabs.h"

#include <glib/gi18n-lib.h>

#include "td-annex-tab.h"
#include "td-check-tab.h"
#include "td-content-tab.h"
#include "td-form-tab.h"
#include "td-lazy-tab.h"
#include "td-targets-tab.h"

#define KIND(kind) (G_GUINT64_CONSTANT (1) << TD_KIND_##kind)

/* The tabs of a plan, left to right, with what is edited on each. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  TdLazyTabMake make;
  guint64 kinds;
  gboolean wide;
} tabs[] = {
  { "content", N_ ("Content"), "td-plan-symbolic", td_content_tab_new,
    KIND (SECTION) | KIND (BLOCK), FALSE },
  { "targets", N_ ("Targets"), "td-target-symbolic", td_targets_tab_new, KIND (TARGET), TRUE },
  { "annex", N_ ("Annex"), "td-table-symbolic", td_annex_tab_new,
    KIND (TASK) | KIND (PLAN_GROUP) | KIND (PLAN_COLUMN), TRUE },
  { "form", N_ ("Form"), "td-format-symbolic", td_form_tab_new,
    KIND (PLAN) | KIND (LEGAL_BASIS) | KIND (RECIPIENT) | KIND (SIGNATORY), FALSE },
  { "check", N_ ("Check"), "dialog-warning-symbolic", td_check_tab_new, 0, FALSE },
};

/* The number of faults stands on the tab; hints do not ask for attention. */
static void
findings_changed_cb (AdwViewStackPage *page, TdPlanFindings *findings)
{
  guint faults = td_plan_findings_count (findings, TD_SEVERITY_ERROR) +
                 td_plan_findings_count (findings, TD_SEVERITY_WARNING);

  adw_view_stack_page_set_badge_number (page, faults);
  adw_view_stack_page_set_needs_attention (
      page, td_plan_findings_count (findings, TD_SEVERITY_ERROR) > 0);
}

void
td_plan_tabs_add (AdwViewStack *stack, TdPlanContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      AdwViewStackPage *page;
      GtkWidget *tab = td_lazy_tab_new (context, tabs[i].make, tabs[i].kinds, tabs[i].wide);

      page = adw_view_stack_add_titled (stack, tab, tabs[i].name, _ (tabs[i].title));
      adw_view_stack_page_set_icon_name (page, tabs[i].icon);
      if (g_str_equal (tabs[i].name, "check"))
        g_signal_connect_object (td_plan_context_get_findings (context), "changed",
                                 G_CALLBACK (findings_changed_cb), page, G_CONNECT_SWAPPED);
    }
}
