import { tellScenarios } from './tell-scenarios.ts';

tellScenarios(2);
